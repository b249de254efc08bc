package io.millrace.write;

import io.millrace.config.DeliverySettings;
import io.millrace.table.Identifier;
import io.millrace.table.TableId;

/**
 * The table in which offsets are stored with the rows, and the statements about it. Immutable.
 *
 * <p>A row is a partition of one connector. Its epoch counts how often it was taken, and rows are never deleted, so that
 * no task that held it before can find its own epoch again. A next offset of NULL says that none is stored.
 *
 * @param connector under what name the rows are stored
 */
record OffsetTable(TableId id, String connector) {
    static OffsetTable of(DeliverySettings settings) {
        int dot = settings.table().indexOf('.');
        TableId id = new TableId(
                dot < 0 ? "" : settings.table().substring(0, dot),
                settings.table().substring(dot + 1));
        return new OffsetTable(id, settings.id());
    }

    /** Rows change with every batch and have one index: there is room for the next version on the same page. */
    String create() {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    connector text NOT NULL,
                    topic text NOT NULL,
                    partition integer NOT NULL,
                    epoch bigint NOT NULL,
                    next_offset bigint,
                    updated_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (connector, topic, partition)
                ) WITH (fillfactor = 50)""".formatted(id.sql());
    }

    /** One row: whether the table exists, is permanent, has all columns, and its schema exists. */
    String state() {
        String schema = id.schema().isEmpty() ? "pg_catalog" : Identifier.quote(id.schema());
        return """
                SELECT c.oid IS NOT NULL, coalesce(c.relpersistence = 'p', false),
                       (SELECT count(*) = 6 FROM pg_attribute AS a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname IN
                               ('connector', 'topic', 'partition', 'epoch', 'next_offset', 'updated_at')),
                       to_regnamespace(%s) IS NOT NULL
                  FROM (SELECT to_regclass(%s) AS oid) AS named LEFT JOIN pg_class AS c ON c.oid = named.oid""".formatted(literal(schema), literal(id.sql()));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Parameters: connector, topics, partitions. Waits for a transaction that moves one of these offsets. */
    String take() {
        return """
                INSERT INTO %s AS o (connector, topic, partition, epoch)
                SELECT ?, a.topic, a.partition, 1
                  FROM unnest(?::text[], ?::int4[]) AS a (topic, partition) ORDER BY a.topic, a.partition
                ON CONFLICT (connector, topic, partition)
                DO UPDATE SET epoch = o.epoch + 1, updated_at = now()
                RETURNING topic, partition, epoch, next_offset""".formatted(id.sql());
    }

    /**
     * Parameters: topics, partitions, epochs, starts, ends, connector, how many. Fails with {@link Guard#FAILED} unless
     * it moves every one of them, so that what is sent behind it in the same transaction has no effect.
     */
    String move() {
        return """
                WITH moved AS (
                    UPDATE %s AS o SET next_offset = b.next, updated_at = now()
                      FROM unnest(?::text[], ?::int4[], ?::int8[], ?::int8[], ?::int8[])
                           AS b (topic, partition, epoch, start, next)
                     WHERE o.connector = ? AND o.topic = b.topic AND o.partition = b.partition
                       AND o.epoch = b.epoch AND o.next_offset IS NOT DISTINCT FROM b.start
                    RETURNING 1)
                SELECT ln(CASE WHEN count(*) = ? THEN 1 ELSE 0 END::float8) FROM moved""".formatted(id.sql());
    }

    /** Parameters: connector, topics, partitions. */
    String read() {
        return """
                SELECT o.topic, o.partition, o.epoch, o.next_offset
                  FROM %s AS o JOIN unnest(?::text[], ?::int4[]) AS a (topic, partition)
                    ON o.topic = a.topic AND o.partition = a.partition
                 WHERE o.connector = ?""".formatted(id.sql());
    }

    /** Parameters: connector, topics, partitions, offsets. Whoever holds these partitions holds them no longer. */
    String set() {
        return """
                INSERT INTO %s AS o (connector, topic, partition, epoch, next_offset)
                SELECT ?, a.topic, a.partition, 1, a.next
                  FROM unnest(?::text[], ?::int4[], ?::int8[]) AS a (topic, partition, next)
                 ORDER BY a.topic, a.partition
                ON CONFLICT (connector, topic, partition)
                DO UPDATE SET epoch = o.epoch + 1, next_offset = excluded.next_offset, updated_at = now()""".formatted(id.sql());
    }

    /** Parameter: connector. */
    String reset() {
        return "UPDATE " + id.sql() + " SET epoch = epoch + 1, next_offset = NULL, updated_at = now()"
                + " WHERE connector = ?";
    }
}
