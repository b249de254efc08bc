package io.millrace.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say over how many connections a task writes, and how batches form. Stateless. */
final class LaneKeys {
    static final String LANES = "lanes";
    static final String ORDERING = "ordering";
    static final String LINGER = "linger.ms";
    static final String MAX_ROWS = "batch.max.rows";
    static final String MAX_BYTES = "batch.bytes";
    static final String BATCH_SIZE = "batch.size";
    private static final String GROUP = "Batches";
    private static final int DEFAULT_ROWS = 50_000;
    private static final long DEFAULT_BYTES = 16L * 1024 * 1024;
    private static final int MOST_LANES = 64;

    private LaneKeys() {}

    static void define(ConfigDef def) {
        Key.count(LANES, LaneSettings.DEFAULT_LANES, 1)
                .checkedBy(ConfigDef.Range.between(1, MOST_LANES))
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                The connections over which a task writes at the same time, whatever the number of partitions. Rows of one key
                always take the same one. A task opens one connection more, to read the catalogue. Raise it where the server has
                idle processors and the task keeps up; the connector holds tasks.max times (lanes + 1) connections.
                """);
        Key.choice(ORDERING, Ordering.class, "auto").in(def, GROUP, """
                Within what the order of records is kept. auto: by key, but in arrival order over one connection for tables where
                rows of different keys can meet: by a second unique index, an exclusion constraint, a trigger or a foreign key.
                key: by key, whatever the table has. partition: all rows of a partition in one connection.
                """);
        Key.millis(LINGER, 0, 0).in(def, GROUP, """
                How long a connection that is free waits for a batch to grow before it takes what is there. 0 takes it at once:
                batches grow by themselves while connections are busy. A few milliseconds make fewer, larger transactions out of
                a trickle of records.
                """);
        Key.count(MAX_ROWS, DEFAULT_ROWS, 1).in(def, GROUP, """
                The records of a batch at most. Large batches are cheaper a row, most of all for upserts, which are sorted by key.
                """);
        Key.amount(MAX_BYTES, DEFAULT_BYTES, 1024).in(def, GROUP, """
                The memory of a batch at most; a single row may be larger. Must not exceed buffer.memory.bytes.
                """);
        Key.count(BATCH_SIZE, 0, 0).in(def, GROUP, """
                Accepted from JDBC sinks, as a hint that is not needed: theirs bounds a statement of single rows, ours grow to
                batch.max.rows and batch.bytes. Batches of 500 to 3,000 rows would be the slowest that COPY has.
                """);
    }

    static LaneSettings read(AbstractConfig config) {
        Guarantee guarantee = Words.read(config, DeliveryKeys.GUARANTEE, Guarantee.class);
        return new LaneSettings(
                config.getInt(LANES),
                Words.read(config, ORDERING, Ordering.class),
                guarantee == Guarantee.EXACTLY_ONCE);
    }

    static BatchSettings readBatches(AbstractConfig config) {
        return new BatchSettings(
                config.getInt(MAX_ROWS), config.getLong(MAX_BYTES), Duration.ofMillis(config.getLong(LINGER)));
    }
}
