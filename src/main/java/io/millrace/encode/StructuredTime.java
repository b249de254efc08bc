package io.millrace.encode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Debezium's times that are Structs of their parts (time.precision.mode=structured, 3.7), as the text that the column's
 * type reads. Their schemas' names may go on with a precision and a column's name. Stateless.
 */
final class StructuredTime {
    /** What they have in common, and what is behind it up to those additions. */
    static final String PREFIX = "io.debezium.time.Structured";

    private static final String DURATION = PREFIX + "Duration";
    private static final String TYPE = "a structured time";
    private static final int PICO_DIGITS = 12;
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_A_MINUTE = 60;

    private StructuredTime() {}

    static boolean isOne(Schema schema) {
        return schema != null && schema.name() != null && schema.name().startsWith(PREFIX);
    }

    /** The schema's name without what is added to it. */
    static String name(Schema schema) {
        String name = schema.name();
        int end = PREFIX.length();
        for (String type : List.of("ZonedTimestamp", "ZonedTime", "Timestamp", "Time", "Date", "Duration")) {
            if (name.startsWith(type, PREFIX.length())) {
                end = PREFIX.length() + type.length();
                break;
            }
        }
        return name.substring(0, end);
    }

    /** As ISO 8601, but for years before the first, whose era PostgreSQL wants at the end. */
    static String text(Struct time) {
        Object special = Fields.find(time, "specialValue");
        if (special != null) {
            return infinity(special);
        }
        return time.schema().name().startsWith(DURATION) ? duration(time) : moment(time);
    }

    private static String infinity(Object special) {
        if (special.equals("POSITIVE_INFINITY")) {
            return "infinity";
        } else if (special.equals("NEGATIVE_INFINITY")) {
            return "-infinity";
        }
        throw Refusal.badForm(TYPE);
    }

    private static String moment(Struct time) {
        boolean hasDay = time.schema().field("year") != null;
        boolean hasClock = time.schema().field("hour") != null;
        StringBuilder text = new StringBuilder();
        boolean isBefore = hasDay && number(time, "year") <= 0;
        if (hasDay) {
            long year = number(time, "year");
            putPadded(isBefore ? 1 - year : year, 4, text);
            putPadded(number(time, "month"), 2, text.append('-'));
            putPadded(number(time, "day"), 2, text.append('-'));
        }
        if (hasClock) {
            putClock(time, hasDay ? text.append('T') : text);
            putOffset(time, text);
        }
        return isBefore ? text.append(" BC").toString() : text.toString();
    }

    private static void putClock(Struct time, StringBuilder text) {
        putPadded(number(time, "hour"), 2, text);
        putPadded(number(time, "minute"), 2, text.append(':'));
        putPadded(number(time, "second"), 2, text.append(':'));
        BigDecimal fraction = fraction(time);
        if (fraction.signum() != 0) {
            text.append(fraction.toPlainString(), 1, fraction.toPlainString().length());
        }
    }

    private static void putOffset(Struct time, StringBuilder text) {
        boolean isZoned = time.schema().field("offsetSeconds") != null;
        if (!isZoned) {
            return;
        }
        long seconds = offset(time);
        long size = Math.abs(seconds);
        putPadded(size / SECONDS_A_MINUTE / SECONDS_A_MINUTE, 2, text.append(seconds < 0 ? '-' : '+'));
        putPadded(size / SECONDS_A_MINUTE % SECONDS_A_MINUTE, 2, text.append(':'));
        if (size % SECONDS_A_MINUTE != 0) {
            putPadded(size % SECONDS_A_MINUTE, 2, text.append(':'));
        }
    }

    /** Where only a region is told, that which it had at that time. */
    private static long offset(Struct time) {
        Object told = Fields.find(time, "offsetSeconds");
        Object region = Fields.find(time, "zoneId");
        if (told instanceof Number seconds) {
            return seconds.longValue();
        } else if (region == null) {
            return 0;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    (int) number(time, "year"),
                    (int) number(time, "month"),
                    (int) number(time, "day"),
                    (int) number(time, "hour"),
                    (int) number(time, "minute"));
            return ZoneId.of(region.toString()).getRules().getOffset(local).getTotalSeconds();
        } catch (DateTimeException e) {
            throw Refusal.badForm(TYPE);
        }
    }

    /** Its parts may have different signs, and be null where they are nothing. */
    private static String duration(Struct time) {
        StringBuilder text = new StringBuilder("P");
        putPart(time, "years", 'Y', text);
        putPart(time, "months", 'M', text);
        putPart(time, "days", 'D', text);
        text.append('T');
        putPart(time, "hours", 'H', text);
        putPart(time, "minutes", 'M', text);
        BigDecimal seconds = BigDecimal.valueOf(orZero(Fields.find(time, "seconds")))
                .add(fraction(time))
                .stripTrailingZeros();
        return text.append(seconds.toPlainString()).append('S').toString();
    }

    private static void putPart(Struct time, String name, char unit, StringBuilder text) {
        long number = orZero(Fields.find(time, name));
        if (number != 0) {
            text.append(number).append(unit);
        }
    }

    /** Of a second; the first versions had nanoseconds. */
    private static BigDecimal fraction(Struct time) {
        Object nanos = Fields.find(time, "nanos");
        BigDecimal fraction = nanos == null
                ? BigDecimal.valueOf(orZero(Fields.find(time, "picoseconds")), PICO_DIGITS)
                : BigDecimal.valueOf(orZero(nanos), NANO_DIGITS);
        return fraction.stripTrailingZeros();
    }

    private static long number(Struct time, String name) {
        return orZero(Fields.require(time, name, TYPE));
    }

    private static long orZero(Object value) {
        if (value == null) {
            return 0;
        } else if (value instanceof Number number) {
            return number.longValue();
        }
        throw Refusal.badForm(TYPE);
    }

    private static void putPadded(long number, int digits, StringBuilder text) {
        String plain = Long.toString(number);
        text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }
}
