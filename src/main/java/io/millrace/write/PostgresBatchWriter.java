package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.ErrorTolerance;
import io.millrace.config.WriteSettings;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes batches over one connection, taken when the first batch comes and kept: staging lives in it. What the server
 * refuses for a row's fault is isolated. Confined to a lane's thread, but for {@link #abort}.
 */
public final class PostgresBatchWriter implements BatchWriter {
    private final LaneSession session;
    private final Writing writing;
    private final ErrorTolerance tolerance;

    /** How the batch that is being tried again has fared; null where none is. */
    private Splitting splitting;

    private PostgresBatchWriter(LaneSession session, ErrorTolerance tolerance) {
        this.session = session;
        this.writing = new Writing(session, tolerance);
        this.tolerance = tolerance;
    }

    /** For a task that a refused record ends. */
    public static PostgresBatchWriter of(
            Connections connections, ConnectionSettings settings, WriteSettings write, LongSupplier nanoTime) {
        return of(connections, settings, write, ErrorTolerance.NONE, nanoTime);
    }

    public static PostgresBatchWriter of(
            Connections connections,
            ConnectionSettings settings,
            WriteSettings write,
            ErrorTolerance tolerance,
            LongSupplier nanoTime) {
        return new PostgresBatchWriter(new LaneSession(connections, settings, write, nanoTime), tolerance);
    }

    @Override
    public Outcome write(LaneBatch batch) {
        session.recycle();
        if (splitting == null || !splitting.isOf(batch)) {
            splitting = new Splitting(batch);
        }
        Optional<Outcome> end = Optional.empty();
        while (end.isEmpty()) {
            end = splitting.take(splitting.isWhole() ? writing.write(batch) : writeRange(batch, splitting.next()));
        }
        if (!(end.get() instanceof Outcome.Transient)) {
            splitting = null;
        }
        return end.get();
    }

    private Outcome writeRange(LaneBatch batch, Splitting.Range range) {
        Stops stops = new Stops(batch.claims());
        if (tolerance == ErrorTolerance.NONE) {
            stops.add(splitting.refused());
        }
        return writing.write(batch, claim -> range.holds(claim) && stops.permits(claim));
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }
}
