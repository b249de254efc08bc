package io.millrace.config;

import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The keys that say what tables that are created are like. Stateless. */
final class CreateKeys {
    static final String UNLOGGED = "table.create.unlogged";
    static final String STORAGE = "table.create.storage.parameters";
    static final String COMPRESSION = "table.create.compression";
    static final String PARTITION_BY = "table.create.partition.by";
    static final String INTERVAL = "table.create.partition.interval";
    static final String AHEAD = "table.create.partition.ahead";
    static final String REACH = "table.create.partition.reach";
    static final String RETENTION = "table.create.partition.retention";
    static final String EXPIRED = "table.create.partition.expired";

    private static final int DEFAULT_AHEAD = 7;
    /** A year of days. */
    private static final int DEFAULT_REACH = 366;
    /** Each partition is a table with its files and its locks; the planner and every COPY look at all of them. */
    private static final int MOST_PARTITIONS = 10_000;

    private static final String GROUP = "Created tables";

    private CreateKeys() {}

    static void define(ConfigDef def) {
        Key.flag(UNLOGGED, false).in(def, GROUP, """
                Whether tables are created UNLOGGED. Writes no WAL for them, which appends up to twice as fast; costs the rows:
                after a crash of the server the tables are empty, though the offsets of their records are committed, and
                replicas never have them.
                """);
        Key.text(STORAGE, "").checkedBy(new StorageParameters()).in(def, GROUP, """
                Storage parameters of created tables, such as fillfactor=80,autovacuum_vacuum_insert_scale_factor=0.05.
                Without fillfactor, tables whose rows are updated by key get 90, so that updates stay in their page and touch no
                index: a tenth more room for a tenth more speed. A lower one costs room and cache; autovacuum that runs more
                often costs I/O and keeps tables small.
                """);
        Key.choice(COMPRESSION, Compression.class, "auto").in(def, GROUP, """
                How long values (text, bytea, json, jsonb, arrays) of created tables are compressed: by lz4, by pglz, or not at
                all. auto takes lz4 where the server was built with it: it writes documents of some kilobytes nearly twice as
                fast as pglz, at about the same size. none costs room, and the I/O that goes with it.
                """);
        partitions(def);
    }

    private static void partitions(ConfigDef def) {
        Key.text(PARTITION_BY, "").in(def, GROUP, """
                A column with a time (timestamptz, timestamp or date) by which created tables are partitioned; empty for plain
                tables. Old rows then go by dropping a table instead of deleting and vacuuming them. It costs a look for each
                row's partition, queries that do not name the time look into every partition, and a key must contain the column:
                the same key at another time is another row.
                """);
        Key.choice(INTERVAL, PartitionInterval.class, "day").in(def, GROUP, """
                How much time a partition holds. Many small ones cost planning and locks, for every statement looks at all of
                them: some hundred are fine, some thousand are not. Few large ones go late.
                """);
        Key.count(AHEAD, DEFAULT_AHEAD, 1)
                .checkedBy(ConfigDef.Range.between(1, MOST_PARTITIONS))
                .in(def, GROUP, """
                How many partitions are made before their time comes. An empty one costs some files; a missing one costs the
                first batch that needs it a few milliseconds, in which it is made.
                """);
        Key.count(REACH, DEFAULT_REACH, 1)
                .checkedBy(ConfigDef.Range.between(1, MOST_PARTITIONS))
                .in(def, GROUP, """
                How many intervals before or after now a row may lie to have a partition made for it; one further away is
                refused, since a clock that is wrong would else make tables without end. Raise it before topics are read that go
                far back; each partition that is made costs what an empty table does.
                """);
        Key.count(RETENTION, 0, 0)
                .checkedBy(ConfigDef.Range.between(0, MOST_PARTITIONS))
                .in(def, GROUP, """
                How many intervals are kept before the present one; 0 keeps all. An older partition that Millrace made goes as
                table.create.partition.expired says, under an exclusive lock of the table for some milliseconds, which waits for
                running queries half a second at most and is tried again later. Rows that are older still are refused.
                """);
        Key.choice(EXPIRED, ExpiredPartitions.class, "detach").in(def, GROUP, """
                What becomes of a partition past table.create.partition.retention. detach: it stays as a table of its own, which
                costs its room until somebody drops it. drop: its rows are gone.
                """);
    }

    static CreateSettings read(AbstractConfig config) {
        return new CreateSettings(
                config.getBoolean(UNLOGGED),
                StorageParameters.parse(config.getString(STORAGE)),
                Words.read(config, COMPRESSION, Compression.class),
                partitions(config));
    }

    private static PartitionSettings partitions(AbstractConfig config) {
        return new PartitionSettings(
                config.getString(PARTITION_BY).strip(),
                Words.read(config, INTERVAL, PartitionInterval.class),
                config.getInt(AHEAD),
                config.getInt(REACH),
                config.getInt(RETENTION),
                Words.read(config, EXPIRED, ExpiredPartitions.class),
                ZoneId.of(config.getString(WriteKeys.DB_TIMEZONE)));
    }

    /** What is wrong between them, by key. */
    static Map<String, String> problems(AbstractConfig config) {
        Map<String, String> problems = new TreeMap<>();
        String column = config.getString(PARTITION_BY).strip();
        KeySettings keys = KeyKeys.read(config);
        boolean keyIsNamed = keys.isKeyed() && !keys.fields().isEmpty();
        boolean hasTime = keys.fields().stream().anyMatch(column::equalsIgnoreCase);
        if (!column.isEmpty() && keyIsNamed && !hasTime) {
            problems.put(
                    PARTITION_BY,
                    "table.create.partition.by=" + column + " is not in the key, pk.fields=" + keys.fields()
                            + ": PostgreSQL finds a key only within a partition, so the time must be part of it and must"
                            + " never change for a key");
        }
        if (config.getInt(RETENTION) > config.getInt(REACH)
                && config.originals().containsKey(REACH)) {
            problems.put(
                    REACH,
                    "table.create.partition.reach is less than table.create.partition.retention: rows that are to be"
                            + " kept would find no partition");
        }
        return problems;
    }
}
