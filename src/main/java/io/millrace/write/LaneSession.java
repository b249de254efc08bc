package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.WriteSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A lane's connection and its successors: opened when it is needed, given up when it is lost, old or cut. Confined to
 * the lane's thread, but for {@link #abort}.
 */
final class LaneSession implements AutoCloseable {
    /** How long a write may wait for an abandoned session to end; the next attempt waits on. */
    private static final Duration END_OF_ABANDONED = Duration.ofSeconds(5);

    private final Connections connections;
    private final ConnectionSettings settings;
    private final WriteSettings write;
    private final LongSupplier nanoTime;
    private final AtomicInteger aborts = new AtomicInteger();

    // Changed by the lane's thread, read by whoever aborts; null while there is none.
    private volatile LaneConnection lane;

    // Confined to the lane's thread.
    private Optional<Backend> abandoned = Optional.empty();
    private long takenNanos;
    /** An abort that came too late for one batch ends the next one, which is then tried again; none is lost. */
    private int abortsTold;

    /** What is done over the connection. */
    interface Work<T> {
        T over(LaneConnection connection) throws SQLException;
    }

    /** What came of it, or the failure that kept it from it. */
    record Attempt<T>(T result, Optional<Failure> failure) {
        static <T> Attempt<T> failed(Failure failure) {
            return new Attempt<>(null, Optional.of(failure));
        }
    }

    LaneSession(Connections connections, ConnectionSettings settings, WriteSettings write, LongSupplier nanoTime) {
        this.connections = requireNonNull(connections, "connections");
        this.settings = requireNonNull(settings, "settings");
        this.write = requireNonNull(write, "write");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /** Autovacuum never freezes temporary tables, and a connection's memory only grows. */
    void recycle() {
        LaneConnection held = lane;
        Duration most = settings.maxLifetime();
        if (held != null && !most.isZero() && nanoTime.getAsLong() - takenNanos >= most.toNanos()) {
            close();
        }
    }

    /** Does it over a good connection; whatever fails is undone, and never thrown. */
    <T> Attempt<T> attempt(Work<T> work) {
        Optional<Failure> failure = lane == null ? connect() : Optional.empty();
        if (failure.isPresent()) {
            return Attempt.failed(failure.get());
        }
        if (isAborted()) {
            return Attempt.failed(aborted());
        }
        try {
            return new Attempt<>(work.over(lane), Optional.empty());
        } catch (SQLException thrown) {
            return Attempt.failed(isAborted() ? aborted() : afterFailure(thrown));
        }
    }

    private boolean isAborted() {
        return aborts.get() != abortsTold;
    }

    private Failure aborted() {
        abortsTold = aborts.get();
        abandon();
        return Failure.aborted(true);
    }

    private Optional<Failure> connect() {
        LaneConnection opened = null;
        try {
            opened = LaneConnection.open(connections, settings.statementTimeout(), write);
            if (abandoned.isPresent() && !opened.ends(abandoned.get(), END_OF_ABANDONED, nanoTime)) {
                opened.discard();
                return Optional.of(Failure.notProvenGone(abandoned.get()));
            }
        } catch (SQLException thrown) {
            if (opened != null) {
                opened.discard();
            }
            return Optional.of(Failure.toConnect(thrown));
        }
        abandoned = Optional.empty();
        lane = opened;
        takenNanos = nanoTime.getAsLong();
        return Optional.empty();
    }

    private Failure afterFailure(SQLException thrown) {
        String tables = lane.tables();
        boolean isGood = lane.isUsableAfterRollback() && SqlState.of(thrown) != SqlState.RECONNECT;
        if (!isGood) {
            abandon();
        }
        return Failure.toWrite(thrown, tables, !isGood);
    }

    private void abandon() {
        abandoned = Optional.of(lane.backend());
        close();
    }

    /** Cuts whatever is running, from any thread. */
    void abort() {
        aborts.incrementAndGet();
        LaneConnection running = lane;
        if (running != null) {
            running.abort();
        }
    }

    @Override
    public void close() {
        LaneConnection held = lane;
        if (held != null) {
            lane = null;
            held.discard();
        }
    }
}
