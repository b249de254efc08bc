package io.millrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Looks once a millisecond which rows others can see. On a thread of its own.
 *
 * <p>It asks for all keys from the lowest one on that it has not seen yet, so that rows of several connections are seen
 * in whatever order they commit. A row is seen half a millisecond and the time of the query late, on average: that is
 * part of the figure.
 */
final class Sightings implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int DIGITS = 3;

    private final Connection connection;
    private final PreparedStatement look;
    private final AtomicLongArray due;
    private final boolean[] seen;
    private final Thread thread = new Thread(this::watch, "sightings");

    // Confined to the thread that looks.
    private Histogram micros = new Histogram(DIGITS);

    private volatile int lowest;
    private volatile boolean ended;
    private volatile SQLException failure;

    /** @param due when each record was to be produced, filled in before it is; in nanoseconds of this JVM's clock */
    Sightings(BenchServer server, AtomicLongArray due) throws SQLException {
        this.connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            // The table has no statistics when the plan is made, and it is made once: it would read all of the table.
            statement.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
        }
        this.look = connection.prepareStatement("SELECT id FROM events WHERE id >= ?");
        this.due = due;
        this.seen = new boolean[due.length()];
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!ended) {
                look();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private synchronized void look() throws SQLException {
        look.setLong(1, lowest);
        try (ResultSet rows = look.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                see((int) rows.getLong(1), now);
            }
        }
        int next = lowest;
        while (next < seen.length && seen[next]) {
            next++;
        }
        lowest = next;
    }

    private void see(int id, long now) {
        if (!seen[id]) {
            seen[id] = true;
            micros.recordValue((now - due.get(id)) / 1_000);
        }
    }

    /** Waits until so many are seen, all of them, and gives the latencies since it was asked before. */
    Histogram awaitAll(int records, long limitNanos) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limitNanos;
        while (lowest < records) {
            if (failure != null) {
                throw failure;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + lowest + " of " + records + " records became visible");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return taken();
    }

    private synchronized Histogram taken() {
        Histogram taken = micros;
        micros = new Histogram(DIGITS);
        return taken;
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        synchronized (this) {
            connection.close();
        }
    }
}
