package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Durability;
import io.millrace.config.Pooling;
import io.millrace.config.WriteSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that a lane keeps for itself, with its session and its temporary tables. Confined to the lane's thread,
 * but for {@link #abort}.
 */
final class LaneConnection {
    private static final Logger log = LoggerFactory.getLogger(LaneConnection.class);

    /** The codes with which a backend that does not have our temporary tables refuses a statement about them. */
    private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");
    /** The code with which one that has had them before refuses to make them. */
    private static final String THERE_ALREADY = "42P07";
    /** object_not_in_prerequisite_state: not to be tried again, and no row's fault. */
    private static final String UNFIT = "55000";

    private final Connections connections;
    private final Connection pooled;
    /** The driver's own: the pool would log what fails on it, with the server's message. */
    private final Connection connection;

    private final Session session;
    private final Methods methods;
    private final Flush flush;
    private final Isolation isolation;
    private final String moved;
    private boolean isolating;
    private boolean hasMoved;

    private LaneConnection(
            Connections connections, Connection pooled, Session session, Pooling claimed, WriteSettings write)
            throws SQLException {
        this.moved = "connection.pooler=" + claimed.name().toLowerCase(Locale.ROOT)
                + ", but another backend answers than the one that was logged in to: set connection.pooler=transaction,"
                + " or connect past the pooler";
        this.connections = connections;
        this.pooled = pooled;
        this.connection = pooled.unwrap(Connection.class);
        this.session = session;
        this.methods = new Methods(write.method(), session.mayStage());
        if (session.isPooled() && connections.isFirstSightOfPooler()) {
            log.info("A pooler stands before PostgreSQL: transactions carry their settings, and upserts go as arrays."
                    + " connection.pooler=session, where it keeps a backend for each connection, makes large upserts"
                    + " faster");
        }
        Staging staging = new Staging(connection, Staging.MOST);
        this.flush = new Flush(connection, staging, session.preamble());
        this.isolation = new Isolation(connection, methods, staging, session.preamble());
    }

    static LaneConnection open(
            Connections connections, ConnectionSettings settings, WriteSettings write, Durability durability)
            throws SQLException {
        Connection pooled = connections.take();
        try {
            Session session = Session.begin(pooled.unwrap(Connection.class), settings, durability);
            return new LaneConnection(connections, pooled, session, settings.pooling(), write);
        } catch (SQLException | RuntimeException | Error failure) {
            connections.discard(pooled);
            throw failure;
        }
    }

    /** Ends an abandoned session of this lane, and says whether it is gone. */
    boolean ends(Abandoned abandoned, Duration within, LongSupplier nanoTime) throws SQLException {
        return abandoned.isEnded(connection, within, nanoTime);
    }

    /** Whether each transaction may meet another backend. */
    boolean isShared() {
        return session.isPooled();
    }

    /** What would go on if the connection were cut now. */
    Abandoned leftBehind() {
        return session.leftBehind();
    }

    /** What the statement that failed was about. */
    String tables() {
        if (hasMoved) {
            return moved;
        }
        return table().isEmpty() ? "temporary tables" : table();
    }

    /** Empty where it was about tables of ours. */
    private String table() {
        return isolating ? isolation.table() : flush.tables();
    }

    /** Finds the refused rows of a batch that failed, and writes the others unless that is rolled back. */
    Isolated isolate(LaneBatch batch, int longest, Isolation.Ending ending) throws SQLException {
        isolating = true;
        try {
            return isolation.run(batch, longest, ending);
        } catch (SQLException failure) {
            throw explained(failure);
        }
    }

    void write(LaneBatch batch, Pace pace, Guard guard) throws SQLException {
        isolating = false;
        List<Step> steps = FlushPlan.of(batch, methods, pace);
        try {
            flush(steps, pace, guard);
        } catch (SQLException failure) {
            throw explained(failure);
        }
    }

    private void flush(List<Step> steps, Pace pace, Guard guard) throws SQLException {
        try {
            flush.run(steps, pace.stepwise(), guard);
        } catch (SQLException failure) {
            if (!flush.mayBeOfNewKeys(failure) || !isUsableAfterRollback()) {
                throw failure;
            }
            flush.runStaged(steps, pace.stepwise(), guard);
        }
    }

    /**
     * A table may be missing since it is ours and temporary, and another backend answers than the one that has it; or one
     * answers that another connection of ours was given before.
     */
    private SQLException explained(SQLException failure) {
        String code = SqlState.code(failure);
        boolean isProof = code.equals(THERE_ALREADY) && table().isEmpty();
        boolean mayHaveMoved = !session.isPooled() && (isProof || NOT_THERE.contains(code));
        hasMoved = mayHaveMoved && isUsableAfterRollback() && (isProof || !isAtHome());
        return hasMoved ? new SQLException(moved, UNFIT) : failure;
    }

    private boolean isAtHome() {
        try (Statement statement = connection.createStatement();
                ResultSet told = statement.executeQuery("SELECT pg_backend_pid()")) {
            told.next();
            return session.isOf(told.getInt(1));
        } catch (SQLException unknown) {
            return true;
        }
    }

    /** Makes durable what was committed here without waiting. */
    Outcome barrier() throws SQLException {
        boolean isSame = session.isOf(Barrier.run(connection));
        return isSame ? new Outcome.Written() : Failure.sharedBackend().outcome();
    }

    /** What a failure means that may be the guard's; on a connection that has left the failed transaction. */
    Optional<Outcome> decide(BatchOffsets offsets, LaneBatch batch) throws SQLException {
        return offsets.decide(connection, batch);
    }

    /** Leaves the failed transaction, and says whether the connection is good for another. */
    boolean isUsableAfterRollback() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return !connection.isClosed();
        } catch (SQLException lost) {
            return false;
        }
    }

    /** Closes it; its temporary tables go with it. */
    void discard() {
        connections.discard(pooled);
    }

    /**
     * Cancels the statement and cuts the socket under whoever uses it; from any thread, which waits as long as the
     * driver's cancelSignalTimeout says in a dead network.
     */
    void abort() {
        try {
            // Else a backend that waits for a lock would not notice in time, and might write and commit.
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException notCancelled) {
            // The server is not there, or the connection is closed: then it must be cut all the same.
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyClosed) {
            // Then there is nothing left to cut.
        }
    }
}
