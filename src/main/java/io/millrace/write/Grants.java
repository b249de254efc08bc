package io.millrace.write;

import io.millrace.table.Identifier;
import io.millrace.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Words the statements that give our role what it lacks to create and change tables. On the catalogue's thread. */
final class Grants {
    /** A schema that is not there is created in the database. */
    private static final String TO_CREATE = """
            SELECT format(CASE WHEN to_regnamespace(quote_ident(?)) IS NULL
                               THEN 'GRANT CREATE ON DATABASE %1$I TO %2$I' ELSE 'GRANT USAGE, CREATE ON SCHEMA %3$I TO %2$I' END,
                          current_database(), current_user, ?)
            """;

    private static final String TO_CHANGE = """
            SELECT format('only its owner may: ALTER TABLE %1$s OWNER TO %2$I, or GRANT %3$I TO %2$I',
                          c.oid::regclass, current_user, pg_get_userbyid(c.relowner))
              FROM pg_class c WHERE c.oid = to_regclass(?)
            """;

    private final Connections connections;

    Grants(Connections connections) {
        this.connections = connections;
    }

    String toCreate(TableId table) {
        return ask(
                TO_CREATE,
                "grant the role CREATE on schema " + Identifier.quote(table.schema()),
                table.schema(),
                table.schema());
    }

    String toChange(TableId table) {
        return ask(TO_CHANGE, "only the owner of " + table.sql() + " may", table.sql());
    }

    /** What to say where the server does not answer any more comes second. */
    private String ask(String question, String instead, String... about) {
        try {
            return DriverConnection.with(connections, connection -> {
                try (PreparedStatement query = connection.prepareStatement(question)) {
                    for (int parameter = 0; parameter < about.length; parameter++) {
                        query.setString(parameter + 1, about[parameter]);
                    }
                    ResultSet row = query.executeQuery();
                    return row.next() ? row.getString(1) : instead;
                }
            });
        } catch (SQLException e) {
            return instead;
        }
    }
}
