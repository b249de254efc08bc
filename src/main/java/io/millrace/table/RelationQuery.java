package io.millrace.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks what relations a name may mean, in one round trip. Stateless.
 *
 * <p>The parameters are text and compared as text: as type {@code name} they would be cut to 63 bytes, and a long name
 * would find a table that is called something else. Spelling the name differently is tried only where no relation has
 * it exactly, since it reads all of pg_class.
 */
final class RelationQuery {
    private static final String SQL = """
            WITH wanted AS (
                SELECT ?::text AS schema, ?::text AS name, ?::boolean AS exactly
            ), space AS (
                SELECT n.oid, n.nspname, p.place
                  FROM wanted w, unnest(current_schemas(false)) WITH ORDINALITY AS p (name, place), pg_namespace n
                 WHERE w.schema = '' AND n.nspname = p.name
                UNION ALL
                SELECT n.oid, n.nspname, 1
                  FROM wanted w, pg_namespace n
                 WHERE w.schema <> '' AND n.nspname = w.schema
                UNION ALL
                SELECT n.oid, n.nspname, 1
                  FROM wanted w, pg_namespace n
                 WHERE w.schema <> '' AND NOT w.exactly
                   AND lower(n.nspname COLLATE "default") = lower(w.schema)
                   AND NOT EXISTS (SELECT FROM pg_namespace e WHERE e.nspname = w.schema)
            ), same AS (
                SELECT c.oid, c.relname, c.relnamespace, c.relkind
                  FROM wanted w, space s, pg_class c
                 WHERE c.relname = w.name AND c.relnamespace = s.oid
            ), alike AS (
                SELECT c.oid, c.relname, c.relnamespace, c.relkind
                  FROM wanted w, space s, pg_class c
                 WHERE NOT w.exactly AND NOT EXISTS (SELECT FROM same)
                   AND lower(c.relname COLLATE "default") = lower(w.name) AND c.relnamespace = s.oid
                   AND c.relkind IN ('r', 'p', 'v', 'f')
            ), relation AS (
                SELECT * FROM same UNION ALL SELECT * FROM alike
            )
            SELECT current_user AS role, s.nspname AS schema, s.place, r.oid, r.relname AS name, r.relkind AS kind,
                   has_schema_privilege(s.oid, 'USAGE') AS usable,
                   r.relkind IN ('r', 'p') OR pg_relation_is_updatable(r.oid, true) & 8 <> 0 AS insertable,
                   row_security_active(r.oid) AS secured,
                   has_any_column_privilege(r.oid, 'SELECT') AS "SELECT",
                   has_any_column_privilege(r.oid, 'INSERT') AS "INSERT",
                   has_any_column_privilege(r.oid, 'UPDATE') AS "UPDATE",
                   has_table_privilege(r.oid, 'DELETE') AS "DELETE",
                   has_table_privilege(r.oid, 'TRUNCATE') AS "TRUNCATE"
              FROM wanted w LEFT JOIN space s ON true LEFT JOIN relation r ON r.relnamespace = s.oid
             ORDER BY s.place, s.nspname, r.relname
            """;

    private RelationQuery() {}

    static Sighting run(Connection connection, TableId wanted, boolean exactly) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setString(1, wanted.schema());
            query.setString(2, wanted.name());
            query.setBoolean(3, exactly);
            return read(query.executeQuery());
        }
    }

    private static Sighting read(ResultSet rows) throws SQLException {
        String role = "";
        Set<String> schemas = new LinkedHashSet<>();
        List<Relation> relations = new ArrayList<>();
        while (rows.next()) {
            role = rows.getString("role");
            if (rows.getString("schema") != null) {
                schemas.add(rows.getString("schema"));
            }
            if (rows.getString("name") != null) {
                relations.add(relation(rows));
            }
        }
        return new Sighting(role, List.copyOf(schemas), relations);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                new TableId(row.getString("schema"), row.getString("name")),
                RelationKind.of(row.getString("kind")),
                row.getLong("place"),
                row.getBoolean("usable"),
                row.getBoolean("insertable"),
                row.getBoolean("secured"),
                granted(row));
    }

    private static Set<Privilege> granted(ResultSet row) throws SQLException {
        Set<Privilege> granted = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : Privilege.values()) {
            if (row.getBoolean(privilege.name())) {
                granted.add(privilege);
            }
        }
        return granted;
    }
}
