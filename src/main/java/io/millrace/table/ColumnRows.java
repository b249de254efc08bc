package io.millrace.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a relation, asked for and read. Stateless. */
final class ColumnRows {
    private static final String ELEMENT = "element_";

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
            ), element AS (
                SELECT b.attrelid, b.attnum, e.oid AS own, e.oid AS type, b.modifier
                  FROM base b JOIN pg_type t ON t.oid = b.type JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
                UNION ALL
                SELECT e.attrelid, e.attnum, e.own, d.typbasetype, d.typtypmod
                  FROM element e JOIN pg_type d ON d.oid = e.type
                 WHERE d.typtype = 'd'
            )
            SELECT a.attnum AS number, a.attname AS name, b.modifier, NOT b.required AS nullable,
                   a.atthasdef OR a.attidentity <> '' OR own.typdefault IS NOT NULL AS defaulted,
                   a.attgenerated AS generated, a.attidentity AS identity,
                   %s, %s, coalesce(l.collisdeterministic, true) AS deterministic
              FROM base b
              JOIN pg_attribute a ON a.attrelid = b.attrelid AND a.attnum = b.attnum
              JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
              JOIN pg_type own ON own.oid = a.atttypid
              JOIN pg_namespace n ON n.oid = own.typnamespace
              LEFT JOIN (element e
                         JOIN pg_type et ON et.oid = e.type AND et.typtype <> 'd'
                         JOIN pg_type eown ON eown.oid = e.own
                         JOIN pg_namespace en ON en.oid = eown.typnamespace)
                     ON e.attrelid = b.attrelid AND e.attnum = b.attnum
              LEFT JOIN pg_collation l ON l.oid = a.attcollation
             ORDER BY a.attnum
            """.formatted(
                    type("t", "own", "n", ""),
                    type("et", "eown", "en", ELEMENT)
                            + ", e.own AS element_oid, e.modifier AS element_modifier, eown.typdelim AS element_delimiter");

    private ColumnRows() {}

    /**
     * What is asked of a type and of the type of an array's elements alike. An extension's type may have a name that
     * others have too, but none has the function that reads its binary form.
     */
    private static String type(String base, String own, String namespace, String prefix) {
        return """
                CASE WHEN {own}.typnamespace = 'pg_catalog'::regnamespace THEN format_type({own}.oid, -1)
                     ELSE quote_ident({namespace}.nspname) || '.' || quote_ident({own}.typname) END AS {prefix}type,
                {base}.typname AS {prefix}base, {base}.typtype AS {prefix}sort,
                {base}.typnamespace = 'pg_catalog'::regnamespace AS {prefix}built_in,
                {base}.typreceive::text ~ '(^|\\.)hstore_recv$' AS {prefix}hstore,
                ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = {base}.oid ORDER BY l.enumsortorder)
                    AS {prefix}labels""".replace("{base}", base)
                .replace("{own}", own)
                .replace("{namespace}", namespace)
                .replace("{prefix}", prefix);
    }

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
        ElementType element = element(row);
        TypeKind kind = element.exists() ? arrayOf(element.kind()) : kind(row, "");
        boolean bytewise = kind.hasCanonicalBytes() && row.getBoolean("deterministic");
        return new PgType(kind, row.getString("type"), kind.array(), labels(row, ""), bytewise, element);
    }

    private static ElementType element(ResultSet row) throws SQLException {
        int oid = (int) row.getLong("element_oid");
        if (oid == 0) {
            return ElementType.NONE;
        }
        return new ElementType(
                kind(row, ELEMENT),
                row.getString(ELEMENT + "type"),
                labels(row, ELEMENT),
                oid,
                row.getInt("element_modifier"),
                row.getString("element_delimiter").charAt(0));
    }

    private static TypeKind arrayOf(TypeKind element) {
        return element.isElement() ? TypeKind.ARRAY : TypeKind.OTHER;
    }

    private static TypeKind kind(ResultSet row, String prefix) throws SQLException {
        if (row.getString(prefix + "sort").equals("e")) {
            return TypeKind.ENUM;
        } else if (row.getBoolean(prefix + "hstore")) {
            return TypeKind.HSTORE;
        }
        String base = row.getString(prefix + "base");
        if (row.getBoolean(prefix + "built_in")) {
            return TypeKind.ofBuiltIn(base);
        }
        return row.getString(prefix + "sort").equals("b") ? TypeKind.ofExtension(base) : TypeKind.OTHER;
    }

    private static List<String> labels(ResultSet row, String prefix) throws SQLException {
        return List.of((String[]) row.getArray(prefix + "labels").getArray());
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
