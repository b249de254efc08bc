package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.Durability;
import io.millrace.config.WriteSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Writes batches over one connection, taken when the first batch comes and kept: staging lives in it. Confined to a
 * lane's thread, but for {@link #abort}.
 */
public final class PostgresBatchWriter implements BatchWriter {
    /** How long a write may wait for an abandoned session to end; the next attempt waits on. */
    private static final Duration END_OF_ABANDONED = Duration.ofSeconds(5);

    private final Connections connections;
    private final ConnectionSettings settings;
    private final WriteSettings write;
    private final Promise promise;
    private final BatchOffsets offsets;
    private final DeferredCommits commits;
    private final LongSupplier nanoTime;
    private final AtomicInteger aborts = new AtomicInteger();
    private final Stride stride = new Stride();

    // Changed by the lane's thread, read by whoever aborts; null while there is none.
    private volatile LaneConnection lane;

    // Confined to the lane's thread.
    private Optional<Abandoned> abandoned = Optional.empty();
    private long takenNanos;
    /** An abort that came too late for one batch ends the next one, which is then tried again; none is lost. */
    private int abortsTold;

    private PostgresBatchWriter(
            Connections connections,
            ConnectionSettings settings,
            WriteSettings write,
            Promise promise,
            LongSupplier nanoTime) {
        this.connections = requireNonNull(connections, "connections");
        this.settings = requireNonNull(settings, "settings");
        this.write = requireNonNull(write, "write");
        this.promise = requireNonNull(promise, "promise");
        this.offsets = promise.offsets();
        this.commits = new DeferredCommits(promise.durability(), this::barrier);
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    public static PostgresBatchWriter of(
            Connections connections, ConnectionSettings settings, WriteSettings write, LongSupplier nanoTime) {
        return of(connections, settings, write, Promise.plain(), nanoTime);
    }

    public static PostgresBatchWriter of(
            Connections connections,
            ConnectionSettings settings,
            WriteSettings write,
            Promise promise,
            LongSupplier nanoTime) {
        return new PostgresBatchWriter(connections, settings, write, promise, nanoTime);
    }

    @Override
    public Outcome write(LaneBatch batch) {
        if (commits.isLost()) {
            return DeferredCommits.outOfOrder();
        }
        recycle();
        Optional<Outcome> refused = admit(batch);
        if (refused.isPresent()) {
            return refused.get();
        }
        Outcome outcome = attempt(batch);
        if (outcome instanceof Outcome.Written) {
            offsets.written(batch);
            commits.committed();
        }
        return outcome;
    }

    /** Finds out which offsets the batch stands for; gives an outcome where it must not be written. */
    Optional<Outcome> admit(LaneBatch batch) {
        return offsets.admit(batch);
    }

    private Outcome attempt(LaneBatch batch) {
        Escalation escalation = new Escalation(batch, stride);
        Optional<Pace> pace = Optional.of(stride.pace());
        Outcome outcome = new Outcome.Written();
        while (pace.isPresent()) {
            Optional<Failure> failure = attempt(batch, pace.get());
            if (failure.isEmpty()) {
                stride.written();
                return new Outcome.Written();
            }
            Optional<Outcome> decided = decide(batch, failure.get());
            if (decided.isPresent()) {
                return decided.get();
            }
            outcome = escalation.end(pace.get(), failure.get());
            pace = escalation.next(pace.get(), failure.get());
        }
        return outcome;
    }

    /** Autovacuum never freezes temporary tables, and a connection's memory only grows. */
    private void recycle() {
        LaneConnection held = lane;
        Duration most = settings.maxLifetime();
        if (held != null
                && !commits.isOwed()
                && !most.isZero()
                && nanoTime.getAsLong() - takenNanos >= most.toNanos()) {
            close();
        }
    }

    private Optional<Failure> attempt(LaneBatch batch, Pace pace) {
        Optional<Failure> failure = ready();
        if (failure.isPresent()) {
            return failure;
        }
        try {
            lane.write(batch, pace, offsets.guard(batch));
            return Optional.empty();
        } catch (SQLException thrown) {
            return Optional.of(isAborted() ? aborted() : afterFailure(thrown));
        }
    }

    /** Sees to a connection, or says why there is none. */
    private Optional<Failure> ready() {
        if (commits.isLost()) {
            return Optional.of(Failure.aborted(true));
        }
        Optional<Failure> failure = lane == null ? connect() : Optional.empty();
        return failure.isEmpty() && isAborted() ? Optional.of(aborted()) : failure;
    }

    /**
     * Finds the rows of a batch that the server refuses, and writes the others unless that is rolled back; stored
     * offsets stay as they are.
     *
     * @param longest how many rows may be looked at together
     */
    Isolated isolate(LaneBatch batch, int longest, Isolation.Ending ending) {
        Optional<Failure> failure = ready();
        if (failure.isPresent()) {
            return Isolated.failed(failure.get());
        }
        try {
            Isolated found = lane.isolate(batch, longest, ending);
            if (ending.keeps(found)) {
                commits.committed();
            }
            return found;
        } catch (SQLException thrown) {
            return Isolated.failed(isAborted() ? aborted() : afterFailure(thrown));
        }
    }

    private Optional<Outcome> decide(LaneBatch batch, Failure failure) {
        if (lane == null || !offsets.isDoubtful(failure)) {
            return Optional.empty();
        }
        try {
            return lane.decide(offsets, batch);
        } catch (SQLException thrown) {
            return Optional.of((isAborted() ? aborted() : afterFailure(thrown)).outcome());
        }
    }

    private Outcome barrier() {
        if (isAborted()) {
            return aborted().outcome();
        }
        try {
            return lane.barrier();
        } catch (SQLException thrown) {
            return (isAborted() ? aborted() : afterFailure(thrown)).outcome();
        }
    }

    @Override
    public Deferral deferral() {
        return commits;
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
            opened = LaneConnection.open(connections, settings, write, promise.durability());
            if (promise.durability() == Durability.DEFERRED && opened.isShared()) {
                opened.discard();
                return Optional.of(Failure.sharedBackend());
            }
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
        abandoned = Optional.of(lane.leftBehind());
        close();
    }

    @Override
    public void abort() {
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
            commits.cut();
            held.discard();
        }
    }
}
