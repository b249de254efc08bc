package io.millrace.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The unique indexes of a relation, asked for and read. Stateless. */
final class UniqueIndexRows {
    /**
     * An index made WITHOUT OVERLAPS counts as an exclusion constraint, as PostgreSQL sees it. A column whose own
     * collation differs from the index's nondeterministic one is an expression to us: rows with different values in it
     * can meet. What 14 does not have, NULLS NOT DISTINCT, is read by way of JSON, where a missing field is NULL.
     */
    static final String SQL = """
            SELECT c.relname AS name, i.indisprimary AS primary_key, i.indisvalid AS valid,
                   i.indpred IS NOT NULL AS partial, NOT i.indimmediate AS deferrable,
                   coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct,
                   ARRAY(SELECT CASE WHEN l.collisdeterministic OR l.oid IS NULL OR l.oid = a.attcollation
                                     THEN a.attname::text END
                           FROM ROWS FROM (unnest(i.indkey::int2[]), unnest(i.indcollation::oid[]))
                                WITH ORDINALITY AS part (number, collated, place)
                           LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = part.number
                           LEFT JOIN pg_collation l ON l.oid = part.collated
                          WHERE part.place <= i.indnkeyatts
                          ORDER BY part.place) AS columns
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = ?::oid AND i.indisunique AND NOT i.indisexclusion AND i.indislive
             ORDER BY i.indisprimary DESC, c.relname
            """;

    private UniqueIndexRows() {}

    static List<UniqueIndex> read(ResultSet rows) throws SQLException {
        List<UniqueIndex> indexes = new ArrayList<>();
        while (rows.next()) {
            indexes.add(new UniqueIndex(
                    rows.getString("name"),
                    columns(rows),
                    rows.getBoolean("primary_key"),
                    rows.getBoolean("valid"),
                    rows.getBoolean("partial"),
                    rows.getBoolean("deferrable"),
                    rows.getBoolean("nulls_not_distinct")));
        }
        return indexes;
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        List<String> names = Arrays.asList((String[]) row.getArray("columns").getArray());
        return names.stream().anyMatch(Objects::isNull) ? List.of() : names;
    }
}
