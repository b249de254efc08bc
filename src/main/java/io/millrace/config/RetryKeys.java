package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say how often and how long a failure that may pass is tried again. Stateless. */
final class RetryKeys {
    static final String BACKOFF = "retry.backoff.ms";
    static final String MAX_BACKOFF = "retry.backoff.max.ms";
    static final String TIMEOUT = "retry.timeout.ms";
    static final String MAX_RETRIES = "max.retries";
    static final String FOREIGN_KEYS = "foreign.key.retry.ms";
    private static final String GROUP = "Retries";
    private static final long DEFAULT_BACKOFF_MS = 200;
    private static final long DEFAULT_MAX_BACKOFF_MS = 10_000;
    /** Partitions of one topic or another are seldom read further apart than this while a task keeps up. */
    private static final long DEFAULT_FOREIGN_KEYS_MS = 10_000;

    private static final int FOR_EVER = -1;

    private RetryKeys() {}

    static void define(ConfigDef def) {
        Key.millis(BACKOFF, DEFAULT_BACKOFF_MS, 1).in(def, GROUP, """
                The first pause before a failed write is tried again, doubled each time, and half of it left to chance. Only for
                what can pass by itself, such as a lost connection; deadlocks are tried again at once.
                """);
        Key.millis(MAX_BACKOFF, DEFAULT_MAX_BACKOFF_MS, 1).in(def, GROUP, """
                The longest pause between two attempts. Where retry.backoff.ms is longer and this is left out, all pauses are
                as long as retry.backoff.ms.
                """);
        Key.millis(TIMEOUT, FOR_EVER, FOR_EVER).matters(Importance.MEDIUM).in(def, GROUP, """
                How long a batch is tried again before the task fails; -1 is for ever, so that no outage of the database needs an
                operator. The partitions wait meanwhile, and the task keeps its place in the group.
                """);
        Key.count(MAX_RETRIES, FOR_EVER, FOR_EVER).matters(Importance.MEDIUM).in(def, GROUP, """
                How often a batch is tried again before the task fails; -1 is for ever. JDBC sinks default to 10.
                """);
        Key.millis(FOREIGN_KEYS, DEFAULT_FOREIGN_KEYS_MS, 0).in(def, GROUP, """
                How long a row that a foreign key refuses is set aside before it counts as a bad record: its parent may come later
                from another partition, or the children of a deleted parent may still be deleted. Later rows of its key wait
                behind it, with delivery.guarantee=exactly_once or ordering=partition those of its partition; all others are
                written meanwhile. It counts against buffer.memory.bytes. 0 is not at all.
                """);
    }

    static RetrySettings read(AbstractConfig config) {
        long timeout = config.getLong(TIMEOUT);
        int retries = config.getInt(MAX_RETRIES);
        long backoff = config.getLong(BACKOFF);
        return new RetrySettings(
                Duration.ofMillis(backoff),
                Duration.ofMillis(Math.max(backoff, config.getLong(MAX_BACKOFF))),
                timeout < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeout)),
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
                Duration.ofMillis(config.getLong(FOREIGN_KEYS)));
    }
}
