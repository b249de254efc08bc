package io.millrace.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a relation, asked for and read. Stateless. */
final class ColumnRows {
    /**
     * A domain is followed down to its base type; the modifier and NOT NULL are met on the way. The type's name is
     * written with -1 for a modifier, since without one {@code format_type} says "character" for bpchar, which SQL reads
     * as character(1).
     */
    static final String SQL = """
            WITH RECURSIVE base AS (
                SELECT a.attrelid, a.attnum, a.atttypid AS type, a.atttypmod AS modifier, a.attnotnull AS required
                  FROM pg_attribute a
                 WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT b.attrelid, b.attnum, d.typbasetype, d.typtypmod, b.required OR d.typnotnull
                  FROM base b JOIN pg_type d ON d.oid = b.type
                 WHERE d.typtype = 'd'
            )
            SELECT a.attnum AS number, a.attname AS name, b.modifier, NOT b.required AS nullable,
                   a.atthasdef OR a.attidentity <> '' OR own.typdefault IS NOT NULL AS defaulted,
                   a.attgenerated AS generated, a.attidentity AS identity,
                   CASE WHEN own.typnamespace = 'pg_catalog'::regnamespace THEN format_type(own.oid, -1)
                        ELSE quote_ident(n.nspname) || '.' || quote_ident(own.typname) END AS type,
                   t.typname AS base, t.typtype AS sort, t.typnamespace = 'pg_catalog'::regnamespace AS built_in,
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
                       AS labels,
                   coalesce(l.collisdeterministic, true) AS deterministic
              FROM base b
              JOIN pg_attribute a ON a.attrelid = b.attrelid AND a.attnum = b.attnum
              JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
              JOIN pg_type own ON own.oid = a.atttypid
              JOIN pg_namespace n ON n.oid = own.typnamespace
              LEFT JOIN pg_collation l ON l.oid = a.attcollation
             ORDER BY a.attnum
            """;

    private ColumnRows() {}

    static List<Column> read(ResultSet rows) throws SQLException {
        List<Column> columns = new ArrayList<>();
        while (rows.next()) {
            columns.add(new Column(
                    rows.getInt("number"),
                    rows.getString("name"),
                    type(rows),
                    rows.getInt("modifier"),
                    rows.getBoolean("nullable"),
                    rows.getBoolean("defaulted"),
                    generation(rows)));
        }
        return columns;
    }

    private static PgType type(ResultSet row) throws SQLException {
        TypeKind kind = kind(row);
        List<String> labels = List.of((String[]) row.getArray("labels").getArray());
        boolean bytewise = kind.hasCanonicalBytes() && row.getBoolean("deterministic");
        return new PgType(kind, row.getString("type"), kind.array(), labels, bytewise);
    }

    private static TypeKind kind(ResultSet row) throws SQLException {
        if (row.getString("sort").equals("e")) {
            return TypeKind.ENUM;
        }
        String base = row.getString("base");
        if (row.getBoolean("built_in")) {
            return TypeKind.ofBuiltIn(base);
        }
        return row.getString("sort").equals("b") ? TypeKind.ofExtension(base) : TypeKind.OTHER;
    }

    private static Generation generation(ResultSet row) throws SQLException {
        if (!row.getString("generated").isEmpty()) {
            return Generation.EXPRESSION;
        }
        return switch (row.getString("identity")) {
            case "a" -> Generation.IDENTITY_ALWAYS;
            case "d" -> Generation.IDENTITY_BY_DEFAULT;
            default -> Generation.NONE;
        };
    }
}
