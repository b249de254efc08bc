package io.millrace.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A transaction that waits until the server's log is on disk up to its own commit, and with it all that this connection
 * committed before without waiting. Stateless; used on a lane's thread.
 *
 * <p>It writes something into the log, since the commit of a transaction that wrote nothing waits for nothing; what it
 * writes is read by nobody. One statement is one round trip: a setting that is local holds until after the commit.
 */
final class Barrier {
    private static final String SQL = """
            SELECT set_config('synchronous_commit', CASE WHEN reset_val IN ('off', 'local', 'remote_write')
                                                         THEN 'on' ELSE reset_val END, true),
                   pg_logical_emit_message(true, 'millrace', ''::text),
                   pg_backend_pid()
              FROM pg_settings WHERE name = 'synchronous_commit'
            """;

    private Barrier() {}

    /** Gives the server's process that it ran in. */
    static int run(Connection connection) throws SQLException {
        try (PreparedStatement barrier = connection.prepareStatement(SQL);
                ResultSet told = barrier.executeQuery()) {
            told.next();
            return told.getInt(3);
        }
    }
}
