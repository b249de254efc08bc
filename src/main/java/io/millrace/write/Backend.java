package io.millrace.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The server's process behind a connection. Its pid alone may come back for another's; with the time of its start it
 * is one process. Immutable; its lane's thread proves it gone.
 *
 * <p>The next connection ends the old process and waits until it is gone. A server that does not list it has none: it
 * was another host of the URL, or it started anew.
 */
record Backend(int pid, String started) implements Abandoned {
    private static final String END =
            "SELECT pg_terminate_backend(pid), pg_sleep(?) FROM pg_stat_activity WHERE pid = ? AND backend_start = ?::text::timestamptz";
    /** How long the server lets the old process wind up before we look again. */
    private static final double LOOK_AGAIN_SECONDS = 0.02;

    @Override
    public boolean isEnded(Connection connection, Duration within, LongSupplier nanoTime) throws SQLException {
        long deadline = nanoTime.getAsLong() + within.toNanos();
        try (PreparedStatement end = connection.prepareStatement(END)) {
            end.setDouble(1, LOOK_AGAIN_SECONDS);
            end.setInt(2, pid);
            end.setString(3, started);
            while (isThere(end)) {
                if (nanoTime.getAsLong() - deadline >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public String describe() {
        return "pid " + pid;
    }

    private static boolean isThere(PreparedStatement end) throws SQLException {
        try (ResultSet found = end.executeQuery()) {
            return found.next();
        }
    }
}
