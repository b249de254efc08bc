package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say what is promised about each record, and what it costs. Stateless. */
final class DeliveryKeys {
    static final String GUARANTEE = "delivery.guarantee";
    static final String ID = "exactly.once.id";
    static final String TABLE = "exactly.once.table";
    static final String DURABILITY = "durability";
    static final String DEFAULT_TABLE = "millrace_offsets";
    private static final String GROUP = "Delivery";
    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String READ_COMMITTED = "read_committed";
    private static final String RESET = "consumer.override.auto.offset.reset";
    private static final String EARLIEST = "earliest";

    private DeliveryKeys() {}

    static void define(ConfigDef def) {
        Key.choice(GUARANTEE, Guarantee.class, "at_least_once")
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                at_least_once: every record reaches its table; after a crash some are written again, which shows where
                insert.mode=insert has no key. exactly_once: the effect of each record comes about once, whatever fails. Offsets
                are then stored in the database (exactly.once.table), in the transaction of the rows, and are the truth: those
                that Kafka has are for lag tools. A task that lost its partitions can write nothing more. All rows of a partition
                take one connection. See src/docs/delivery.md before you switch a connector that runs.
                """);
        Key.text(ID, "").in(def, GROUP, """
                With exactly_once: the name under which offsets are stored; empty is the connector's own. Two connectors, or two
                Connect clusters, that read the same topics into one database need different ones. One that replaces another goes
                on where it stood with the same.
                """);
        Key.text(TABLE, DEFAULT_TABLE).checkedBy(new OffsetTableName()).in(def, GROUP, """
                With exactly_once: the table of offsets, with its schema or without. Made when it is missing, if the role may; the
                task otherwise says which statement makes it. Connectors may share it.
                """);
        Key.choice(DURABILITY, Durability.class, "commit")
                .matters(Importance.MEDIUM)
                .in(def, GROUP, """
                commit: each transaction is flushed to disk as it commits; synchronous_commit is raised to on where the server
                has less, and left alone where it has more. deferred: transactions commit without waiting, and one flush makes
                all of the last moments durable before their offsets are committed. Faster where flushes are slow and batches
                small; rows that a crash of the server took are written again. Needs connections of its own: not behind a pooler
                that shares them.
                """);
    }

    static DeliverySettings read(AbstractConfig config, String connector) {
        String id = config.getString(ID);
        return new DeliverySettings(
                Words.read(config, GUARANTEE, Guarantee.class),
                id.isBlank() ? connector : id,
                config.getString(TABLE),
                Words.read(config, DURABILITY, Durability.class));
    }

    /** What would go better with other settings of the consumer, which are Connect's. */
    static List<String> advice(AbstractConfig config) {
        List<String> advice = new ArrayList<>();
        if (Words.read(config, GUARANTEE, Guarantee.class) == Guarantee.EXACTLY_ONCE) {
            Map<String, String> given = config.originalsStrings();
            if (!READ_COMMITTED.equalsIgnoreCase(given.get(ISOLATION))) {
                advice.add(
                        ISOLATION + "=" + READ_COMMITTED
                                + " is recommended with delivery.guarantee=exactly_once, unless"
                                + " the worker has consumer.isolation.level: records of aborted transactions become rows otherwise");
            }
            if (!EARLIEST.equalsIgnoreCase(given.getOrDefault(RESET, EARLIEST))) {
                advice.add(
                        RESET + "=" + EARLIEST + " is recommended with delivery.guarantee=exactly_once: where the topic"
                                + " no longer has the stored offset, records that it still has would be skipped otherwise");
            }
        }
        return advice;
    }
}
