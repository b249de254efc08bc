package io.millrace.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The other tables a relation refers to, by its own foreign keys or its partitions', asked for and read. Stateless. */
final class ForeignKeyRows {
    static final String SQL = """
            WITH RECURSIVE family AS (
                SELECT ?::oid AS oid
                UNION
                SELECT i.inhrelid
                  FROM family f JOIN pg_class c ON c.oid = f.oid AND c.relkind = 'p'
                  JOIN pg_inherits i ON i.inhparent = c.oid
            )
            SELECT DISTINCT n.nspname AS schema, c.relname AS name
              FROM family f
              JOIN pg_constraint k ON k.conrelid = f.oid AND k.contype = 'f'
              JOIN pg_class c ON c.oid = k.confrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE k.confrelid NOT IN (SELECT oid FROM family)
             ORDER BY 1, 2
            """;

    private ForeignKeyRows() {}

    static List<TableId> read(ResultSet rows) throws SQLException {
        List<TableId> references = new ArrayList<>();
        while (rows.next()) {
            references.add(new TableId(rows.getString("schema"), rows.getString("name")));
        }
        return references;
    }
}
