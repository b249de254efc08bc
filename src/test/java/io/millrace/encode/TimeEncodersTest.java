package io.millrace.encode;

import static io.millrace.encode.Encoding.into;
import static io.millrace.table.TypeKind.DATE;
import static io.millrace.table.TypeKind.TIME;
import static io.millrace.table.TypeKind.TIMESTAMP;
import static io.millrace.table.TypeKind.TIMESTAMPTZ;
import static io.millrace.table.TypeKind.TIMETZ;
import static io.millrace.testing.BytesAssert.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeEncodersTest {
    private static final Schema DAY = org.apache.kafka.connect.data.Date.SCHEMA;
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY_MICROS = 24 * HOUR;

    @Test
    void aDayNeverShifts() {
        Date day = date("1900-01-01T00:00:00Z");

        assertThat(into(DATE).from(DAY).in("America/Los_Angeles").of(day)).isEncodedAs(int4(-36_524));
        assertThat(into(DATE).from(DAY).in("Asia/Kolkata").of(day)).isEncodedAs(int4(-36_524));
    }

    @Test
    void anInstantFallsOnItsDayInTheZone() {
        Date instant = date("2000-01-01T03:00:00Z");

        assertThat(into(DATE).from(Timestamp.SCHEMA).of(instant)).isEncodedAs(int4(0));
        assertThat(into(DATE).from(Timestamp.SCHEMA).in("America/Los_Angeles").of(instant))
                .isEncodedAs(int4(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01, 0",
        "1999-12-31, -1",
        "2026-11-21, 9821",
        "2026-11-21T10:00:00Z, 9821",
        "0001-01-01 BC, -730485",
        "4714-11-24 BC, -2451545",
        "5874897-12-31, 2145031948",
        "infinity, 2147483647",
        "-Infinity, -2147483648"
    })
    void datesAreReadFromText(String text, int days) {
        assertThat(into(DATE).of(text)).isEncodedAs(int4(days));
    }

    @Test
    void aPlainInt32CountsDaysOrMilliseconds() {
        assertThat(into(DATE).of(10_957)).isEncodedAs(int4(0));
        assertThat(into(TIME).of(3_600_000)).isEncodedAs(int8(HOUR));
    }

    /** Maps without a schema bring every whole number as an INT64. */
    @Test
    void theClassOfAPlainNumberDoesNotMatter() {
        assertThat(into(DATE).of(10_957L)).isEncodedAs(int4(0));
        assertThat(into(TIME).of(3_600_000L)).isEncodedAs(int8(HOUR));
        assertThat(into(TIMESTAMPTZ).of(-1)).isEncodedAs(int8(-946_684_800_001_000L));
    }

    @Test
    void aPlainInt64CountsMilliseconds() {
        assertThat(into(TIMESTAMPTZ).of(946_684_800_001L)).isEncodedAs(int8(1000));
        assertThat(into(TIMESTAMP).of(946_684_800_001L)).isEncodedAs(int8(1000));
    }

    @Test
    void aPlainNumberCountsWhatTheSettingSays() {
        assertThat(into(TIMESTAMPTZ).counting(TimeUnit.SECONDS).of(946_684_801L))
                .isEncodedAs(int8(1_000_000));
        assertThat(into(TIMESTAMPTZ).counting(TimeUnit.SECONDS).of(946_684_800.000001))
                .isEncodedAs(int8(1));
        assertThat(into(TIMESTAMP).counting(TimeUnit.MICROSECONDS).of(946_684_800_000_001L))
                .isEncodedAs(int8(1));
        assertThat(into(TIMESTAMP).counting(TimeUnit.NANOSECONDS).of(946_684_800_000_001_500L))
                .isEncodedAs(int8(2));
        assertThat(into(TIMESTAMP).counting(TimeUnit.NANOSECONDS).of(Long.MIN_VALUE))
                .isEncodedAs(int8(-10_170_056_836_854_776L));
        assertThat(into(TIME).counting(TimeUnit.SECONDS).of(3600)).isEncodedAs(int8(HOUR));
        assertThat(into(TIMESTAMPTZ)
                        .counting(TimeUnit.SECONDS)
                        .from(Timestamp.SCHEMA)
                        .of(date("2000-01-01T00:00:01Z")))
                .isEncodedAs(int8(1_000_000));
    }

    @Test
    void aTimeWithoutAnOffsetGetsThatOfTheZone() {
        assertThat(into(TIMETZ).in("+02:00").of("10:00")).isEncodedAs(timetz(10 * HOUR, -7200));
        assertThat(into(TIMETZ).in("Europe/Paris").of("10:00")).isEncodedAs(timetz(10 * HOUR, -3600));
        assertThat(into(TIMETZ).in("Europe/Paris").of("2026-07-01 10:00")).isEncodedAs(timetz(10 * HOUR, -7200));
        assertThat(into(TIMETZ).in("Europe/Paris").of("10:00:00-05")).isEncodedAs(timetz(10 * HOUR, 18_000));
        assertThat(into(TIMETZ).in("Europe/Paris").from(Timestamp.SCHEMA).of(date("2026-07-01T10:00:00Z")))
                .isEncodedAs(timetz(12 * HOUR, -7200));
        assertThat(into(TIMETZ).in("+02:00").from(Time.SCHEMA).of(new Date(0))).isEncodedAs(timetz(0, -7200));
    }

    @Test
    void anInstantIsTheSameInEveryZone() {
        Date instant = date("2000-01-01T00:00:00.001Z");

        assertThat(into(TIMESTAMPTZ).from(Timestamp.SCHEMA).in("Asia/Kolkata").of(instant))
                .isEncodedAs(int8(1000));
    }

    @Test
    void anInstantBecomesTheClockOfTheZone() {
        Date winter = date("2000-01-01T00:00:00Z");
        Date summer = date("2000-07-01T00:00:00Z");

        assertThat(into(TIMESTAMP).of(winter)).isEncodedAs(int8(0));
        assertThat(into(TIMESTAMP).in("Europe/Paris").of(winter)).isEncodedAs(int8(HOUR));
        assertThat(into(TIMESTAMP).in("Europe/Paris").of(summer)).isEncodedAs(int8(182 * DAY_MICROS + 2 * HOUR));
        assertThat(into(TIME).in("+05:30").of(winter)).isEncodedAs(int8(5 * HOUR + HOUR / 2));
    }

    @Test
    void aDayBecomesItsMidnight() {
        Date day = date("2000-01-02T00:00:00Z");

        assertThat(into(TIMESTAMP).from(DAY).in("+02:00").of(day)).isEncodedAs(int8(DAY_MICROS));
        assertThat(into(TIMESTAMPTZ).from(DAY).in("+02:00").of(day)).isEncodedAs(int8(DAY_MICROS - 2 * HOUR));
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T02:00:00+02, 0",
        "2000-01-01 02:00:00+02:00, 0",
        "2000-01-01 00:00:00.123456Z, 123456",
        "1999-12-31T22:30-0130, 0",
        "2000-01-01T00:00:00 +00:00:01, -1000000",
        "2000-01-01, 0",
        "1999-12-31 24:00:00, 0",
        "1999-12-31T23:59:60Z, 0",
        "1999-12-31 23:59:59.9999995, 0",
        "infinity, 9223372036854775807",
        "-infinity, -9223372036854775808",
        "4714-11-24 00:00:00+00 BC, -211813488000000000",
        "294276-12-31 23:59:59.999999Z, 9223371331199999999"
    })
    void instantsAreReadFromText(String text, long micros) {
        assertThat(into(TIMESTAMPTZ).of(text)).isEncodedAs(int8(micros));
    }

    @Test
    void textWithoutAnOffsetIsInTheZone() {
        assertThat(into(TIMESTAMPTZ).in("Europe/Paris").of("2000-01-01 00:00:00"))
                .isEncodedAs(int8(-HOUR));
    }

    @Test
    void theOffsetOfALocalTimeIsIgnoredAsPostgresDoes() {
        assertThat(into(TIMESTAMP).of("2000-01-01T00:00:00+02")).isEncodedAs(int8(0));
        assertThat(into(TIME).of("10:00:00+02")).isEncodedAs(int8(10 * HOUR));
    }

    @ParameterizedTest
    @CsvSource({
        "00:00:00, 0",
        "24:00:00, 86400000000",
        "10:00, 36000000000",
        "0:00:00.5, 500000",
        "2026-11-21 00:00:01, 1000000"
    })
    void timesAreReadFromText(String text, long micros) {
        assertThat(into(TIME).of(text)).isEncodedAs(int8(micros));
    }

    @Test
    void theColumnsPrecisionRoundsHalfAwayFromZero() {
        assertThat(into(TIMESTAMP, 3).of("2000-01-01 00:00:00.0005")).isEncodedAs(int8(1000));
        assertThat(into(TIMESTAMP, 3).of("1999-12-31 23:59:59.9995")).isEncodedAs(int8(-1000));
        assertThat(into(TIME, 0).of("23:59:59.5")).isEncodedAs(int8(DAY_MICROS));
        assertThat(into(TIMESTAMPTZ, 6).of("2000-01-01 00:00:00.000001Z")).isEncodedAs(int8(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-13-01", "2026-02-30", "0000-01-01", "2026-11-21 25:00", "2026-11-21 10:60", "300000-01-01"
            })
    void whatNoCalendarHasIsRefused(String text) {
        into(TIMESTAMP).isRefused(text, "out of range for timestamp (22008)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "21.11.2026", "2026-11", "10:00", "2026-11-21T", "2026-11-21 10:00 Europe/Paris"
            })
    void whatIsNotIsoIsRefused(String text) {
        into(TIMESTAMPTZ).isRefused(text, "no ISO 8601 form of timestamptz (22007)");
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        into(DATE).isRefused(Integer.MAX_VALUE, "out of range for date (22008)");
        into(DATE).isRefused("5874898-01-01", "out of range for date (22008)");
        into(TIME).isRefused(-1, "out of range for time (22008)");
        into(TIME).isRefused("24:00:01", "out of range for time (22008)");
        into(TIMESTAMP).isRefused(Long.MAX_VALUE, "out of range for timestamp (22008)");
        into(TIMESTAMP).in("+02:00").isRefused(Long.MIN_VALUE, "out of range for timestamp (22008)");
        into(TIMESTAMPTZ).isRefused(new Date(Long.MIN_VALUE), "out of range for timestamptz (22008)");
    }

    @Test
    void whatMeansSomethingElseIsRefused() {
        into(DATE).from(Time.SCHEMA).isRefused(new Date(0), "a time of day cannot become date (42804)");
        into(TIMESTAMP).from(Time.SCHEMA).isRefused(new Date(0), "a time of day cannot become timestamp (42804)");
        into(TIME).from(DAY).isRefused(new Date(0), "a date without a time cannot become time (42804)");
        into(TIME).isRefused("2026-11-21", "no ISO 8601 form of time (22007)");
    }

    private static Date date(String instant) {
        return Date.from(Instant.parse(instant));
    }

    private static Consumer<RowBuffer> timetz(long micros, int west) {
        return out -> {
            out.putInt(12);
            out.putLong(micros);
            out.putInt(west);
        };
    }

    private static Consumer<RowBuffer> int4(int value) {
        return out -> {
            out.putInt(4);
            out.putInt(value);
        };
    }

    private static Consumer<RowBuffer> int8(long value) {
        return out -> {
            out.putInt(8);
            out.putLong(value);
        };
    }
}
