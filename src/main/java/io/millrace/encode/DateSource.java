package io.millrace.encode;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/**
 * What a java.util.Date or a number means as a time, which only the schema of its field can tell. Stateless.
 *
 * <p>Debezium's types without a zone say what a clock showed, not when; they are never shifted by a zone.
 */
enum DateSource {
    /** Connect's Date: midnight UTC of a day that never shifts. */
    DAY(Date.LOGICAL_NAME, TimeMeaning.DAY, TimeUnit.MILLISECONDS),
    /** Connect's Time: milliseconds after midnight of 1970-01-01 UTC. */
    TIME_OF_DAY(Time.LOGICAL_NAME, TimeMeaning.TIME, TimeUnit.MILLISECONDS),
    /** Connect's Timestamp, and a date without a schema; a number is as plain as it would be without one. */
    INSTANT("", TimeMeaning.INSTANT, TimeUnit.MILLISECONDS),
    DEBEZIUM_DATE("io.debezium.time.Date", TimeMeaning.DAY, TimeUnit.DAYS),
    DEBEZIUM_TIME("io.debezium.time.Time", TimeMeaning.TIME, TimeUnit.MILLISECONDS),
    DEBEZIUM_MICRO_TIME("io.debezium.time.MicroTime", TimeMeaning.TIME, TimeUnit.MICROSECONDS),
    DEBEZIUM_NANO_TIME("io.debezium.time.NanoTime", TimeMeaning.TIME, TimeUnit.NANOSECONDS),
    DEBEZIUM_TIMESTAMP("io.debezium.time.Timestamp", TimeMeaning.LOCAL, TimeUnit.MILLISECONDS),
    DEBEZIUM_MICRO_TIMESTAMP("io.debezium.time.MicroTimestamp", TimeMeaning.LOCAL, TimeUnit.MICROSECONDS),
    DEBEZIUM_NANO_TIMESTAMP("io.debezium.time.NanoTimestamp", TimeMeaning.LOCAL, TimeUnit.NANOSECONDS),
    DEBEZIUM_MICRO_DURATION("io.debezium.time.MicroDuration", TimeMeaning.SPAN, TimeUnit.MICROSECONDS),
    DEBEZIUM_NANO_DURATION("io.debezium.time.NanoDuration", TimeMeaning.SPAN, TimeUnit.NANOSECONDS),
    DEBEZIUM_YEAR("io.debezium.time.Year", TimeMeaning.YEAR, TimeUnit.DAYS);

    private static final Map<String, DateSource> BY_NAME = byName();

    private final String schema;
    private final TimeMeaning meaning;
    private final TimeUnit unit;

    DateSource(String schema, TimeMeaning meaning, TimeUnit unit) {
        this.schema = schema;
        this.meaning = meaning;
        this.unit = unit;
    }

    /** The schema may be null, as that of values in schemaless maps is. */
    static DateSource of(Schema schema) {
        String name = schema == null ? null : schema.name();
        return name == null ? INSTANT : BY_NAME.getOrDefault(name, INSTANT);
    }

    TimeMeaning meaning() {
        return meaning;
    }

    TimeUnit unit() {
        return unit;
    }

    /** Whether the schema says what a number counts. */
    boolean countsNumbers() {
        return ordinal() > INSTANT.ordinal();
    }

    private static Map<String, DateSource> byName() {
        Map<String, DateSource> names = new HashMap<>();
        for (DateSource source : values()) {
            names.put(source.schema, source);
        }
        return Map.copyOf(names);
    }
}
