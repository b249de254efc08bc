package io.millrace.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that bound what a task holds and how long it waits. Stateless. */
final class FlowKeys {
    static final String BUFFER_BYTES = "buffer.memory.bytes";
    static final String MAX_UNSETTLED = "max.unsettled.records";
    static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    private static final String GROUP = "Memory and commits";
    private static final long DEFAULT_BUFFER = 64L * 1024 * 1024;
    private static final int DEFAULT_UNSETTLED = 1_000_000;
    private static final long DEFAULT_FLUSH_MS = 2_000;

    private FlowKeys() {}

    static void define(ConfigDef def) {
        Key.amount(BUFFER_BYTES, DEFAULT_BUFFER, 1024 * 1024)
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                The memory of all rows that a task holds and PostgreSQL has not yet taken. Above it the task's partitions are
                paused, at half of it they go on. The worker's heap needs this much for every task, and as much again for what
                Kafka's consumer holds.
                """);
        Key.count(MAX_UNSETTLED, DEFAULT_UNSETTLED, 1).in(def, GROUP, """
                The records of one partition that may wait behind its oldest one that is not yet durable; then this partition is
                paused. Bounds how much is written again after a crash when one connection is held up and others run ahead.
                """);
        Key.millis(FLUSH_TIMEOUT, DEFAULT_FLUSH_MS, 0).in(def, GROUP, """
                How long a commit of offsets waits for rows on their way. Only offsets of durable rows are committed, however long
                it waits; a longer wait leaves less to be written again after a rebalance. No wait while PostgreSQL is down.
                """);
    }

    static FlowSettings read(AbstractConfig config) {
        return new FlowSettings(
                config.getLong(BUFFER_BYTES),
                config.getInt(MAX_UNSETTLED),
                Duration.ofMillis(config.getLong(FLUSH_TIMEOUT)));
    }
}
