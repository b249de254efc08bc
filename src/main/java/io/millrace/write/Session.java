package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Durability;
import io.millrace.config.Pooling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What a lane's connection is told once, and what it tells. Immutable; made on the lane's thread.
 *
 * <p>Order per key rests on one live owner, so nothing that this process has given up may commit later: the server
 * itself ends statements that take too long, transactions left idle, and what runs for a client that is gone.
 * A staged batch of 16 MB fits into temporary buffers of 32 MB, which are taken only as they are used: with the
 * server's 8 MB it would be written to a file and read back, which costs upserts a tenth (src/docs/benchmarks.md).
 * Durability is raised to a commit's flush where it is less, and never lowered.
 *
 * <p>A pooler answers with a number of its own where the server would tell its process. Behind one, what a session is
 * told may be lost with the transaction, or meet another client; so each transaction is told it anew, by a preamble,
 * and there are no temporary tables.
 *
 * @param mayStage whether temporary tables can be made, and stay
 * @param preamble what each transaction must begin with, ending in a semicolon; empty where the session keeps it
 */
record Session(Abandoned leftBehind, boolean mayStage, String preamble) {
    /** Within a transaction we only encode arrays between statements. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(60);
    /** Costs a look at the socket each time; an abandoned statement ends this soon. */
    private static final Duration CLIENT_CHECK = Duration.ofSeconds(1);
    /** How long unacknowledged bytes may be on their way to us. */
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(30);

    /**
     * One round trip. Settings this server does not know are left out, since they are not in pg_settings. Behind a
     * pooler they end with this very transaction, and do not meet its next user; and temporary buffers cannot be set
     * once that other has used any.
     */
    private static final String BEGIN = """
            SELECT pooled,
                   pg_backend_pid(),
                   (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()),
                   has_database_privilege(current_database(), 'TEMP'),
                   (SELECT string_agg(format('set_config(%%L, %%L, true)', name, set_config(name, wanted, pooled)), ', ')
                      FROM (VALUES ('statement_timeout', ?),
                                   ('lock_timeout', ?),
                                   ('idle_in_transaction_session_timeout', ?),
                                   ('client_connection_check_interval', ?),
                                   ('tcp_user_timeout', ?),
                                   ('temp_buffers', ?),
                                   ('synchronous_commit', ?)) AS ours (name, wanted)
                      JOIN pg_settings USING (name)
                     WHERE (name <> 'synchronous_commit' OR wanted = 'off'
                            OR setting IN ('off', 'local', 'remote_write'))
                       AND (name <> 'temp_buffers' OR NOT pooled)
                       AND wanted <> '')
              FROM (SELECT %s AS pooled) AS connection
            """;

    private static final String REFUSED_SETTING = "22023";
    private static final String AS_IT_IS = "";

    /**
     * What a server may refuse. Some platforms cannot look whether a client is there; and temporary buffers cannot be
     * set once the session has used any, which a pooler's may have for somebody else.
     */
    private record Wishes(String clientCheck, String tempBuffers) {
        private static final String CHECK = millis(CLIENT_CHECK);
        private static final String BUFFERS = "32MB";

        /** From the most to the least. */
        private static final List<Wishes> ALL = List.of(
                new Wishes(CHECK, BUFFERS),
                new Wishes(AS_IT_IS, BUFFERS),
                new Wishes(CHECK, AS_IT_IS),
                new Wishes(AS_IT_IS, AS_IT_IS));
    }

    /** One whose commits are durable. */
    static Session begin(Connection connection, ConnectionSettings settings) throws SQLException {
        return begin(connection, settings, Durability.COMMIT);
    }

    static Session begin(Connection connection, ConnectionSettings settings, Durability durability)
            throws SQLException {
        SQLException refused = null;
        for (Wishes wishes : Wishes.ALL) {
            try {
                return begin(connection, settings, durability, wishes);
            } catch (SQLException failure) {
                if (!REFUSED_SETTING.equals(failure.getSQLState())) {
                    throw failure;
                }
                refused = failure;
            }
        }
        throw refused;
    }

    private static Session begin(
            Connection connection, ConnectionSettings settings, Durability durability, Wishes wishes)
            throws SQLException {
        PGConnection driver = connection.unwrap(PGConnection.class);
        String pooled = isPooled(settings.pooling(), driver.getBackendPID());
        try (PreparedStatement begin = connection.prepareStatement(BEGIN.formatted(pooled))) {
            Duration longest = belowSocket(settings.statementTimeout(), connection.getNetworkTimeout());
            begin.setString(1, millis(longest));
            // What waits for a lock tells so and is tried again; only what is slow by itself is cut in pieces.
            begin.setString(2, millis(longest.dividedBy(2)));
            begin.setString(3, millis(IDLE_IN_TRANSACTION));
            begin.setString(4, wishes.clientCheck());
            begin.setString(5, millis(UNACKNOWLEDGED));
            begin.setString(6, wishes.tempBuffers());
            begin.setString(7, durability == Durability.DEFERRED ? "off" : "on");
            try (ResultSet told = begin.executeQuery()) {
                told.next();
                return told.getBoolean(1) ? pooled(driver, told) : direct(told);
            }
        }
    }

    /** As SQL: the process that answers is not the one that the login named. */
    private static String isPooled(Pooling pooling, int processOfLogin) {
        return switch (pooling) {
            case AUTO -> "pg_backend_pid() <> " + processOfLogin;
            case SESSION -> "false";
            case TRANSACTION -> "true";
        };
    }

    private static Session direct(ResultSet told) throws SQLException {
        return new Session(new Backend(told.getInt(2), told.getString(3)), told.getBoolean(4), "");
    }

    /** Statements that the driver prepares belong to a session, so none are. */
    private static Session pooled(PGConnection driver, ResultSet told) throws SQLException {
        driver.setPrepareThreshold(0);
        PooledTransaction transaction = new PooledTransaction(driver.getBackendPID());
        return new Session(transaction, false, "SELECT " + told.getString(5) + ", " + transaction.lock() + "; ");
    }

    /** Whether each transaction may meet another backend. */
    boolean isPooled() {
        return !preamble.isEmpty();
    }

    /** Whether this process is the one that it began with. */
    boolean isOf(int process) {
        return leftBehind instanceof Backend backend && backend.pid() == process;
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
