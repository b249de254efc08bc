package io.millrace.write;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Writes by another writer and, where that fails as it would if a table had changed, looks at the batch's tables again:
 * a batch that still fits is written once more, one that does not is given back as outdated. Confined to a lane's
 * thread, but for {@link #abort}.
 */
public final class WatchfulWriter implements BatchWriter {
    /** Of a failure whose table looks as it did, a second one in a row tells that the cause is another. */
    private static final int MOST_CHANCES = 2;
    /** A script that makes a table anew drops it first, and is not always one transaction. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long a cause that was found to be another need not be found again: rows may bring it with each batch. */
    private static final Duration KNOWN = Duration.ofMinutes(1);

    private static final long NOT_MISSING = Long.MIN_VALUE;

    private final BatchWriter writer;
    private final Function<LaneBatch, TableLook.Sight> look;
    private final LongSupplier nanoTime;
    /** The failures that came again without a change, by table and code, and when that was found. */
    private final Map<String, Long> unchanged = new HashMap<>();

    private int chances;
    private long missingSince = NOT_MISSING;

    public WatchfulWriter(BatchWriter writer, TableLook look, LongSupplier nanoTime) {
        this(writer, look::at, nanoTime);
    }

    WatchfulWriter(BatchWriter writer, Function<LaneBatch, TableLook.Sight> look, LongSupplier nanoTime) {
        this.writer = requireNonNull(writer, "writer");
        this.look = requireNonNull(look, "look");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public Outcome write(LaneBatch batch) {
        Outcome outcome = writer.write(batch);
        if (outcome instanceof Outcome.Fatal fatal && SqlState.mayMeanChange(fatal.sqlState())) {
            return lookAgain(batch, fatal, fatal.sqlState(), fatal.reason());
        }
        if (outcome instanceof Outcome.Refused refused && SqlState.mayMeanChange(refused.sqlState())) {
            return lookAgain(batch, refused, refused.sqlState(), refused.reason());
        }
        if (!(outcome instanceof Outcome.Transient)) {
            forget();
        }
        return outcome;
    }

    private void forget() {
        chances = 0;
        missingSince = NOT_MISSING;
    }

    private Outcome lookAgain(LaneBatch batch, Outcome failure, String code, String reason) {
        TableLook.Sight sight = look.apply(batch);
        boolean isAsItWas = sight == TableLook.Sight.AS_IT_WAS;
        if (isAsItWas && (failure instanceof Outcome.Refused || isKnown(code, reason))) {
            forget();
            return failure;
        }
        // Its staging tables and its prepared statements are of the old shape.
        writer.close();
        return switch (sight) {
            case UNREADABLE -> new Outcome.Transient(code, reason, false);
            case AS_IT_WAS -> onceMore(failure, code, reason);
            case MISSING -> isPatient() ? new Outcome.Transient(code, reason, false) : changed(code, reason);
            case CHANGED -> changed(code, reason);
        };
    }

    private Outcome onceMore(Outcome failure, String code, String reason) {
        if (chances++ == MOST_CHANCES) {
            forget();
            unchanged.put(reason, nanoTime.getAsLong());
            return failure;
        }
        return new Outcome.Transient(code, reason, false);
    }

    /** A session's stale plans and caches (XX000, 0A000, 26000) are no cause to be known: a new session has none. */
    private boolean isKnown(String code, String reason) {
        Long found = unchanged.get(reason);
        boolean isRecent = found != null && nanoTime.getAsLong() - found < KNOWN.toNanos();
        return isRecent && SqlState.of(code) == SqlState.TABLE_CHANGED;
    }

    private boolean isPatient() {
        long now = nanoTime.getAsLong();
        missingSince = missingSince == NOT_MISSING ? now : missingSince;
        return now - missingSince < GRACE.toNanos();
    }

    private Outcome changed(String code, String reason) {
        forget();
        return new Outcome.TableChanged(code, reason);
    }

    @Override
    public Deferral deferral() {
        return writer.deferral();
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void close() {
        writer.close();
    }
}
