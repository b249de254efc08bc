package io.millrace.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a lane's connection is told once, and what it tells. Immutable; made on the lane's thread.
 *
 * <p>Order per key rests on one live owner, so nothing that this process has given up may commit later: the server
 * itself ends statements that take too long, transactions left idle, and what runs for a client that is gone.
 * Durability is raised to a commit's flush where it is less, and never lowered.
 *
 * @param mayStage whether this role may make temporary tables in this database
 */
record Session(Backend backend, boolean mayStage) {
    /** Within a transaction we only encode arrays between statements. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(60);
    /** Costs a look at the socket each time; an abandoned statement ends this soon. */
    private static final Duration CLIENT_CHECK = Duration.ofSeconds(1);
    /** How long unacknowledged bytes may be on their way to us. */
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(30);

    /** One round trip. Settings this server does not know are left out, since they are not in pg_settings. */
    private static final String BEGIN = """
            SELECT pg_backend_pid(),
                   (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()),
                   has_database_privilege(current_database(), 'TEMP'),
                   (SELECT count(set_config(name, wanted, false))
                      FROM (VALUES ('statement_timeout', ?),
                                   ('lock_timeout', ?),
                                   ('idle_in_transaction_session_timeout', ?),
                                   ('client_connection_check_interval', ?),
                                   ('tcp_user_timeout', ?),
                                   ('synchronous_commit', 'on')) AS ours (name, wanted)
                      JOIN pg_settings USING (name)
                     WHERE name <> 'synchronous_commit' OR setting IN ('off', 'local', 'remote_write'))
            """;

    /** Some platforms cannot look whether a client is there, and refuse any interval but 0. */
    private static final String REFUSED_SETTING = "22023";

    static Session begin(Connection connection, Duration statementTimeout) throws SQLException {
        try {
            return begin(connection, statementTimeout, CLIENT_CHECK);
        } catch (SQLException failure) {
            if (!REFUSED_SETTING.equals(failure.getSQLState())) {
                throw failure;
            }
            return begin(connection, statementTimeout, Duration.ZERO);
        }
    }

    private static Session begin(Connection connection, Duration statementTimeout, Duration clientCheck)
            throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            Duration longest = belowSocket(statementTimeout, connection.getNetworkTimeout());
            begin.setString(1, millis(longest));
            // What waits for a lock tells so and is tried again; only what is slow by itself is cut in pieces.
            begin.setString(2, millis(longest.dividedBy(2)));
            begin.setString(3, millis(IDLE_IN_TRANSACTION));
            begin.setString(4, millis(clientCheck));
            begin.setString(5, millis(UNACKNOWLEDGED));
            try (ResultSet told = begin.executeQuery()) {
                told.next();
                return new Session(new Backend(told.getInt(1), told.getString(2)), told.getBoolean(3));
            }
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A socket that gives up first would leave the statement running. */
    static Duration belowSocket(Duration statementTimeout, int socketMillis) {
        Duration most = Duration.ofMillis(socketMillis * 4L / 5);
        boolean isUnlimited = statementTimeout.isZero() || statementTimeout.isNegative();
        if (socketMillis > 0 && (isUnlimited || statementTimeout.compareTo(most) > 0)) {
            return most;
        }
        return isUnlimited ? Duration.ZERO : statementTimeout;
    }
}
