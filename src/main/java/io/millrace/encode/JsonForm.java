package io.millrace.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What a value inside of a document looks like when its schema's name says more than its class: Debezium's dates and
 * times as ISO 8601, its decimals as numbers, its documents as they stand. Stateless.
 */
enum JsonForm {
    PLAIN,
    DATE,
    TIME_MILLIS,
    TIME_MICROS,
    TIME_NANOS,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS,
    VARIABLE_SCALE,
    DOCUMENT;

    private static final long DAY_SECONDS = 24L * 60 * 60;
    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private static final Map<String, JsonForm> BY_NAME = Map.of(
            "io.debezium.time.Date", DATE,
            "io.debezium.time.Time", TIME_MILLIS,
            "io.debezium.time.MicroTime", TIME_MICROS,
            "io.debezium.time.NanoTime", TIME_NANOS,
            "io.debezium.time.Timestamp", TIMESTAMP_MILLIS,
            "io.debezium.time.MicroTimestamp", TIMESTAMP_MICROS,
            "io.debezium.time.NanoTimestamp", TIMESTAMP_NANOS,
            "io.debezium.data.VariableScaleDecimal", VARIABLE_SCALE,
            "io.debezium.data.Json", DOCUMENT);

    static JsonForm of(Schema schema) {
        String name = schema == null ? null : schema.name();
        return name == null ? PLAIN : BY_NAME.getOrDefault(name, PLAIN);
    }

    /** Whether the value has the class that its schema's name promises. */
    boolean fits(Object value) {
        return switch (this) {
            case PLAIN -> false;
            case DOCUMENT -> value instanceof String;
            case VARIABLE_SCALE -> value instanceof Struct;
            default -> value instanceof Number;
        };
    }

    /** The text of a date or time, which counts from 1970-01-01 or from midnight. */
    String text(Object value) {
        long count = ((Number) value).longValue();
        return switch (this) {
            case DATE -> LocalDate.ofEpochDay(count).toString();
            case TIME_MILLIS -> timeOfDay(count, MILLIS);
            case TIME_MICROS -> timeOfDay(count, MICROS);
            case TIME_NANOS -> timeOfDay(count, NANOS);
            case TIMESTAMP_MILLIS -> timestamp(count, MILLIS);
            case TIMESTAMP_MICROS -> timestamp(count, MICROS);
            case TIMESTAMP_NANOS -> timestamp(count, NANOS);
            default -> throw new IllegalStateException(name());
        };
    }

    static String ofDate(Date date, DateSource meaning) {
        long millis = date.getTime();
        return switch (meaning) {
            case DAY ->
                LocalDate.ofEpochDay(Math.floorDiv(millis, PgTime.DAY_MILLIS)).toString();
            case TIME_OF_DAY -> timeOfDay(Math.floorMod(millis, PgTime.DAY_MILLIS), MILLIS);
            case INSTANT -> Instant.ofEpochMilli(millis).toString();
        };
    }

    static BigDecimal decimal(Struct struct) {
        byte[] unscaled = TextForm.bytes(struct.get("value"));
        return new BigDecimal(new BigInteger(unscaled), struct.getInt32("scale"));
    }

    private static String timeOfDay(long count, long perSecond) {
        long end = DAY_SECONDS * perSecond;
        if (count < 0 || count > end) {
            throw PgTime.outOfRange("time");
        } else if (count == end) {
            // A time to PostgreSQL, and none to java.time.
            return "24:00:00";
        }
        return LocalTime.ofNanoOfDay(count * (NANOS / perSecond)).format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static String timestamp(long count, long perSecond) {
        int nanos = (int) (Math.floorMod(count, perSecond) * (NANOS / perSecond));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(count, perSecond), nanos, ZoneOffset.UTC)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
