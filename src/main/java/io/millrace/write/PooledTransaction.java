package io.millrace.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A transaction behind a pooler, where nobody knows which of the server's processes runs it. Each of a connection's
 * transactions holds a lock of the connection's number, so that it is gone once the lock can be had. Immutable.
 */
record PooledTransaction(int connection) implements Abandoned {
    /** The first number of our locks, which other users of the database are unlikely to take: the letters "mill". */
    private static final int LOCKS = 0x6D696C6C;

    private static final String PROBE = "SELECT pg_try_advisory_xact_lock(" + LOCKS + ", ?), pg_sleep(?)";
    private static final double LOOK_AGAIN_SECONDS = 0.02;

    /** Takes the transaction's lock, as an expression of SQL. */
    String lock() {
        return "pg_advisory_xact_lock(" + LOCKS + ", " + connection + ")";
    }

    @Override
    public boolean isEnded(Connection fresh, Duration within, LongSupplier nanoTime) throws SQLException {
        long deadline = nanoTime.getAsLong() + within.toNanos();
        try (PreparedStatement probe = fresh.prepareStatement(PROBE)) {
            probe.setInt(1, connection);
            probe.setDouble(2, LOOK_AGAIN_SECONDS);
            while (!isFree(probe)) {
                if (nanoTime.getAsLong() - deadline >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isFree(PreparedStatement probe) throws SQLException {
        try (ResultSet lock = probe.executeQuery()) {
            lock.next();
            return lock.getBoolean(1);
        }
    }

    @Override
    public String describe() {
        return "behind a pooler";
    }
}
