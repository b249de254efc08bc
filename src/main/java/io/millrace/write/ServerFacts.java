package io.millrace.write;

import io.millrace.table.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What one round trip tells of a server and of our role on it. Immutable.
 *
 * @param versionNumber as {@code server_version_num} has it: 140005 is 14.5
 */
record ServerFacts(
        int versionNumber, String version, boolean standby, boolean readOnly, boolean temporaryTables, Who who) {
    /** The first release with client_connection_check_interval, by which an abandoned statement ends. */
    private static final int OLDEST = 140_000;

    private static final String QUERY = """
            SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                   pg_is_in_recovery(), current_setting('default_transaction_read_only')::bool,
                   has_database_privilege(current_database(), 'TEMPORARY'), current_database(), current_user
            """;

    record Who(String database, String role) {}

    static ServerFacts ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            Who who = new Who(row.getString(6), row.getString(7));
            return new ServerFacts(
                    row.getInt(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5), who);
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (versionNumber < OLDEST) {
            findings.add(fault("The server is PostgreSQL " + version + "; version 14 or later is needed"));
        }
        if (standby) {
            findings.add(fault("The server is a standby, which takes no writes: name the primary, or all hosts with"
                    + " targetServerType=primary, so that the driver finds it"));
        } else if (readOnly) {
            findings.add(fault("Transactions of role " + who.role() + " in database " + who.database()
                    + " are read-only: set default_transaction_read_only to off for the role or the database"));
        }
        if (!temporaryTables) {
            findings.add(new Finding.Advice("Role " + who.role() + " may not create temporary tables, which large"
                    + " batches of keyed rows go through: GRANT TEMPORARY ON DATABASE "
                    + Identifier.quote(who.database()) + " TO " + Identifier.quote(who.role())
                    + ", or set write.method=unnest"));
        }
        return findings;
    }

    private static Finding fault(String message) {
        return new Finding.Fault("connection.url", message);
    }
}
