package io.millrace.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What else acts on a relation's rows, asked for and read. Immutable.
 *
 * @param tiesRows whether rows of different keys can meet: a trigger that fires for us on INSERT, UPDATE or DELETE
 *     (tgtype's bits 4, 16 and 8), an exclusion constraint, a rule, a unique index of one partition alone, or a
 *     foreign key to the table itself
 * @param rules whether rules rewrite what is written, which COPY would pass by
 */
record SurroundingsRow(boolean tiesRows, boolean rules, boolean referenced, List<String> partitionKey) {
    static final String SQL = """
            WITH RECURSIVE relation AS (
                SELECT c.oid, c.relkind FROM pg_class c WHERE c.oid = ?::oid
            ), family AS (
                SELECT oid, relkind FROM relation
                UNION
                SELECT c.oid, c.relkind
                  FROM family f JOIN pg_inherits i ON i.inhparent = f.oid AND f.relkind = 'p'
                  JOIN pg_class c ON c.oid = i.inhrelid
            )
            SELECT EXISTS (SELECT FROM family f JOIN pg_trigger t ON t.tgrelid = f.oid
                            WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgtype & 28 <> 0) AS triggers,
                   EXISTS (SELECT FROM family f JOIN pg_index i ON i.indrelid = f.oid
                            WHERE i.indisexclusion) AS exclusions,
                   EXISTS (SELECT FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
                            WHERE w.ev_type <> '1' AND w.ev_enabled <> 'D') AS rules,
                   EXISTS (SELECT FROM family f JOIN pg_index i ON i.indrelid = f.oid
                             JOIN pg_class c ON c.oid = i.indexrelid
                            WHERE i.indisunique AND NOT c.relispartition
                              AND f.oid NOT IN (SELECT oid FROM relation)) AS partition_keys,
                   EXISTS (SELECT FROM pg_constraint k
                            WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM family)
                              AND k.conrelid IN (SELECT oid FROM family)) AS trees,
                   EXISTS (SELECT FROM pg_constraint k
                            WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM family)
                              AND k.conrelid NOT IN (SELECT oid FROM family)) AS referenced,
                   ARRAY(SELECT coalesce(a.attname::text, '(expression)')
                           FROM relation r JOIN pg_partitioned_table p ON p.partrelid = r.oid
                          CROSS JOIN unnest(p.partattrs::int2[]) WITH ORDINALITY AS part (number, place)
                           LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = part.number
                          ORDER BY part.place) AS partition_key
            """;

    SurroundingsRow {
        partitionKey = List.copyOf(partitionKey);
    }

    static SurroundingsRow read(ResultSet rows) throws SQLException {
        rows.next();
        boolean rules = rows.getBoolean("rules");
        return new SurroundingsRow(
                rules
                        || rows.getBoolean("triggers")
                        || rows.getBoolean("exclusions")
                        || rows.getBoolean("trees")
                        || rows.getBoolean("partition_keys"),
                rules,
                rows.getBoolean("referenced"),
                List.of((String[]) rows.getArray("partition_key").getArray()));
    }
}
