package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of a lane's connection: what is set there, and which backend serves it. Lives on a lane's thread.
 *
 * <p>A statement whose client is gone runs on and may commit later, over rows that were written since. So the server is
 * told to notice a client that is gone, to end what takes too long, and the backend is remembered, to be proven gone
 * before anything is written again.
 *
 * @param backend the process that serves it
 * @param since when that process began, since process numbers are used again
 */
record Session(int backend, String since) {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final Duration CLIENT_CHECK = Duration.ofSeconds(5);
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofMinutes(1);
    private static final int GONE_ATTEMPTS = 100;
    private static final Duration GONE_PAUSE = Duration.ofMillis(50);
    private static final String NOT_GONE = "55P03";

    private static final String SETTINGS = """
            SELECT pid, backend_start::text,
                set_config('statement_timeout', ?, false),
                set_config('lock_timeout', ?, false),
                set_config('idle_in_transaction_session_timeout', ?, false),
                set_config('tcp_user_timeout', ?, false),
                CASE WHEN current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
                    THEN set_config('synchronous_commit', 'on', false) END
            FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()""";

    private static final String CHECK_CLIENT =
            "SELECT pg_catalog.set_config('client_connection_check_interval', ?, false)";

    private static final String TERMINATE = """
            SELECT pg_catalog.pg_terminate_backend(pid)
            FROM pg_catalog.pg_stat_activity WHERE pid = ? AND backend_start::text = ?""";

    /** Prepares the connection for a lane. */
    static Session begin(Connection connection, ConnectionSettings settings) throws SQLException {
        checkClient(connection);
        try (PreparedStatement statement = connection.prepareStatement(SETTINGS)) {
            statement.setString(1, millis(settings.statementTimeout()));
            // What waits for a lock tells so, and is tried again; only what is slow by itself is cut in pieces.
            statement.setString(2, millis(settings.statementTimeout().dividedBy(2)));
            statement.setString(3, millis(IDLE_IN_TRANSACTION));
            statement.setString(4, millis(settings.statementTimeout()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Session(row.getInt(1), row.getString(2));
            }
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static void checkClient(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(CHECK_CLIENT)) {
            statement.setString(1, millis(CLIENT_CHECK));
            statement.executeQuery().close();
        } catch (SQLException e) {
            // Servers on systems without POLLRDHUP cannot; the statement time-out remains.
            log.debug("The server cannot check for clients that are gone: {}", SqlState.describe(e));
        }
    }

    /** Ends this session's backend by way of another connection, and waits until it is gone. */
    void endBy(Connection other) throws SQLException {
        try (PreparedStatement statement = other.prepareStatement(TERMINATE)) {
            statement.setInt(1, backend);
            statement.setString(2, since);
            for (int attempt = 0; attempt < GONE_ATTEMPTS; attempt++) {
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                }
                sleep();
            }
        }
        throw new SQLException("The backend of the lost connection is still there", NOT_GONE);
    }

    private static void sleep() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(GONE_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while a lost connection's backend ends", NOT_GONE, e);
        }
    }
}
