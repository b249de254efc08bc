package io.millrace.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** The cases of {@link ValueCases} for types that other databases do not have, most of them written as text. */
final class SpecialCases {
    private final List<ValueCase> cases = new ArrayList<>();

    private SpecialCases() {}

    static List<ValueCase> all() {
        SpecialCases cases = new SpecialCases();
        cases.names();
        cases.documents();
        cases.timesWithZones();
        cases.intervals();
        cases.intervalsInWords();
        cases.addresses();
        cases.networks();
        cases.cards();
        cases.bits();
        return cases.cases;
    }

    private void names() {
        text("name", "größer", "größer");
        text("citext", "Größer", "Größer");
        cases.add(new ValueCase("oid", Schema.INT64_SCHEMA, 4_294_967_295L, "4294967295"));
        text("oid", "0", "0");
    }

    private void documents() {
        text("xml", "<a/>", "<a/>");
        text("xml", "<a>größer</a> text", "<a>größer</a> text");
        text("xml", "<?xml version=\"1.0\"?><a/>", "<?xml version=\"1.0\"?><a/>");
    }

    private void timesWithZones() {
        text("timetz", "10:00:00+02", "10:00:00+02");
        text("timetz", "24:00:00-05:30", "24:00:00-05:30");
        text("timetz", "10:00:00.123456Z", "10:00:00.123456+00");
        text("timetz", "10:00:00", "10:00:00+00");
        text("timetz", "10:20.5+02", "00:10:20.5+02");
        text("time", "10:20.", "00:10:20");
        text("timetz", "10:00:00+15:59", "10:00:00+15:59");
        text("timetz(2)", "10:00:00.125+01:00:30", "10:00:00.13+01:00:30");
        text("date", "2026-11-21Z", "2026-11-21");
        text("date", "2026-11-21+02", "2026-11-21");
    }

    private void intervals() {
        text("interval", "P1Y2M3DT4H5M6.789S", "1 year 2 mons 3 days 04:05:06.789");
        text("interval", "P0Y0M-3DT-4H", "-3 days -04:00:00");
        text("interval", "PT0S", "00:00:00");
        text("interval", "PT0.0000005S", "00:00:00");
        text("interval", "PT-0.5S", "-00:00:00.5");
        text("interval", "P2W", "14 days");
        text("interval", "P1.5Y", "1 year 6 mons");
        text("interval", "P1.9M", "1 mon 26 days 24:00:00");
        text("interval", "P0001-02-03T-04:05:06", "1 year 2 mons 3 days -03:54:54");
        text("interval", "P0001-02-03T04:0.5:06", "1 year 2 mons 3 days 04:00:36");
        text("interval", "P1.5M", "1 mon 15 days");
        text("interval", "P0.3W", "2 days 02:24:00");
        text("interval", "P0001-02-03T04:05:06", "1 year 2 mons 3 days 04:05:06");
        text("interval", "PT2562047788H54.775807S", "2562047788:00:54.775807");
        text("interval(2)", "1.005 s", "00:00:01.01");
        text("interval(0)", "-1.5 s", "-00:00:02");
        text("interval day to hour", "1 day 02:03:04", "1 day 02:00:00");
        text("interval year to month", "1 year 2 mons 3 days", "1 year 2 mons");
        text("interval minute to second", "0:02:03.5", "00:02:03.5");
        text("interval year", "1 year 11 mons", "1 year");
        text("interval day to minute", "-1 day -02:03:59", "-1 days -02:03:00");
    }

    private void intervalsInWords() {
        text("interval", "1 year 2 mons -3 days +04:05:06.7", "1 year 2 mons -3 days +04:05:06.7");
        text("interval", "@ 1 hour 2 mins ago", "-01:02:00");
        text("interval", "1 day 02:00", "1 day 02:00:00");
        text("interval", "-1 days -02:03:04", "-1 days -02:03:04");
        text("interval", "3 02:00:00", "3 days 02:00:00");
        text("interval", "1-2", "1 year 2 mons");
        text("interval", "-1-2", "-1 years -2 mons");
        text("interval", "90", "00:01:30");
        text("interval", "-0.5 days", "-12:00:00");
        text("interval", "1.5 weeks 2 decades 1 c 1 mil", "1120 years 10 days 12:00:00");
        text("interval", "1d 2h 3m 4s 5ms 6us", "1 day 02:03:04.005006");
        text("interval", "12:34.5", "00:12:34.5");
        text("interval", "100:00:00", "100:00:00");
        text("interval", "1 Month 1.5 HOURS", "1 mon 01:30:00");
        text("interval", "178000000 years", "178000000 years");
        text("interval", "2147483647 days", "2147483647 days");
    }

    private void addresses() {
        text("inet", "10.0.0.1/8", "10.0.0.1/8");
        text("inet", "10.0.0.1", "10.0.0.1/32");
        text("inet", "10.1/16", "10.1.0.0/16");
        text("inet", "0.0.0.0/0", "0.0.0.0/0");
        text("inet", "255.255.255.255", "255.255.255.255/32");
        text("inet", "::", "::/128");
        text("inet", "::1", "::1/128");
        text("inet", "2001:DB8::ff00:42:8329/64", "2001:db8::ff00:42:8329/64");
        text("inet", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8/128");
        text("inet", "1::", "1::/128");
        text("inet", "::ffff:10.0.0.1", "::ffff:10.0.0.1/128");
        text("inet", "1:2:3:4:5:6:1.2.3.4/127", "1:2:3:4:5:6:102:304/127");
        text("address", "10.0.0.1", "10.0.0.1/32");
    }

    private void networks() {
        text("cidr", "10.0.0.0/8", "10.0.0.0/8");
        text("cidr", "10", "10.0.0.0/8");
        text("cidr", "10.1.2", "10.1.2.0/24");
        text("cidr", "128.1", "128.1.0.0/16");
        text("cidr", "192.168", "192.168.0.0/24");
        text("cidr", "224", "224.0.0.0/4");
        text("cidr", "225", "225.0.0.0/8");
        text("cidr", "240", "240.0.0.0/32");
        text("cidr", "192.168.100.128/25", "192.168.100.128/25");
        text("cidr", "2001:db8::/32", "2001:db8::/32");
        text("cidr", "::/0", "::/0");
    }

    private void cards() {
        text("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:03");
        text("macaddr", "08-00-2B-01-02-03", "08:00:2b:01:02:03");
        text("macaddr", "08002b:010203", "08:00:2b:01:02:03");
        text("macaddr", "0800.2b01.0203", "08:00:2b:01:02:03");
        text("macaddr", "08002b010203", "08:00:2b:01:02:03");
        text("macaddr", "8:0:2b:1:2:3", "08:00:2b:01:02:03");
        text("macaddr", "ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff");
        text("macaddr8", "08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:05");
        text("macaddr8", "08002b0102030405", "08:00:2b:01:02:03:04:05");
        text("macaddr8", "0800.2b01.0203.0405", "08:00:2b:01:02:03:04:05");
        text("macaddr8", "08:00:2b:81:02:03", "08:00:2b:ff:fe:81:02:03");
    }

    private void bits() {
        text("bit(3)", "101", "101");
        text("bit", "1", "1");
        text("bit(8)", "xA5", "10100101");
        text("bit(9)", "b111100001", "111100001");
        text("varbit", "", "");
        text("varbit", "0", "0");
        text("varbit", "1".repeat(77), "1".repeat(77));
        text("varbit(5)", "10", "10");
        text("varbit", "Xf0f", "111100001111");
        cases.add(new ValueCase("bit(1)", Schema.BOOLEAN_SCHEMA, true, "1"));
    }

    private void text(String type, String value, String shown) {
        cases.add(new ValueCase(type, Schema.STRING_SCHEMA, value, shown));
    }
}
