package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.WriteSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lane's batches over a connection that it holds, since temporary tables live in it. Lives on the lane's
 * thread, but for {@link #abort}.
 */
public final class PostgresBatchWriter implements BatchWriter {
    private static final Logger log = LoggerFactory.getLogger(PostgresBatchWriter.class);

    private final Connections connections;
    private final ConnectionSettings settings;
    private final WriteSettings writing;
    private final LongSupplier nanoTime;
    private Session session;
    private Session lost;
    private Flush flush;
    private long connectedNanos;
    private volatile Connection connection;
    private volatile boolean cut;

    private PostgresBatchWriter(
            Connections connections, ConnectionSettings settings, WriteSettings writing, LongSupplier nanoTime) {
        this.connections = connections;
        this.settings = settings;
        this.writing = writing;
        this.nanoTime = nanoTime;
    }

    public static PostgresBatchWriter of(
            Connections connections, ConnectionSettings settings, WriteSettings writing, LongSupplier nanoTime) {
        return new PostgresBatchWriter(connections, settings, writing, nanoTime);
    }

    @Override
    public Outcome write(LaneBatch batch) {
        for (Form form = Form.USUAL; ; ) {
            try {
                connect();
                endIfCut();
                flush.write(batch, form);
                return new Outcome.Written();
            } catch (SQLException e) {
                log.debug("A flush failed: {}", SqlState.describe(e));
                Form next = next(form, batch, e);
                boolean usable = rollBack();
                if (next == form || !usable) {
                    return outcome(e, usable);
                }
                form = next;
            }
        }
    }

    /** Another form in which the same batch may pass, or the same one where there is none. */
    private static Form next(Form form, LaneBatch batch, SQLException failure) {
        boolean twice = SqlState.is(SqlState.ROW_TOUCHED_TWICE, failure);
        boolean slow = SqlState.is(SqlState.STATEMENT_TIMEOUT, failure);
        if ((twice || slow) && form.canBeHalved()) {
            return form.halved(Math.min(batch.records(), Method.LONGEST_ARRAYS * 2));
        }
        boolean swapped = SqlState.is(SqlState.UNIQUE_VIOLATION, failure) && keepsOrder(batch);
        return swapped && !form.replayed() ? Form.REPLAYED : form;
    }

    /** Whether a unique value may have moved from one row to another within the batch. */
    private static boolean keepsOrder(LaneBatch batch) {
        for (TableBatch table : batch.tables()) {
            if (table.isIndexed() && !table.mayReorder()) {
                return true;
            }
        }
        return false;
    }

    /** What was cut before it had a connection ends here, and not with its next statement. */
    private void endIfCut() throws SQLException {
        if (cut) {
            throw new SQLException("The lane was told to end what it writes", SqlState.CONNECTION_LOST);
        }
    }

    private Outcome outcome(SQLException failure, boolean usable) {
        cut = false;
        Outcome outcome = SqlState.outcome(failure);
        boolean lostNow = outcome instanceof Outcome.Transient passing && passing.connectionLost();
        if (lostNow || !usable) {
            lose();
        }
        return outcome;
    }

    private boolean rollBack() {
        if (flush == null) {
            return false;
        }
        try {
            flush.rollBack();
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    private void connect() throws SQLException {
        boolean old = connection != null
                && nanoTime.getAsLong() - connectedNanos
                        > settings.maxLifetime().toNanos();
        if (old) {
            // Autovacuum never freezes temporary tables, so a session must not live for ever.
            lose();
            lost = null;
        }
        if (connection != null) {
            return;
        }
        Connection taken = connections.take();
        try {
            if (lost != null) {
                lost.endBy(taken);
                lost = null;
            }
            session = Session.begin(taken, settings);
        } catch (SQLException e) {
            connections.discard(taken);
            throw e;
        }
        flush = new Flush(taken, writing);
        connectedNanos = nanoTime.getAsLong();
        connection = taken;
    }

    private void lose() {
        if (connection == null) {
            return;
        }
        lost = session;
        connections.discard(connection);
        connection = null;
        flush = null;
    }

    @Override
    public void abort() {
        cut = true;
        Connection running = connection;
        if (running == null) {
            return;
        }
        try {
            running.unwrap(PgConnection.class).abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("A connection was gone before it could be cut: {}", SqlState.describe(e));
        }
    }

    @Override
    public void close() {
        lose();
    }
}
