package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import io.millrace.config.ErrorTolerance;
import io.millrace.write.LaneSession.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes a batch, or those of its records that are wanted: at whatever pace it passes, and around the rows that the
 * server refuses. Confined to a lane's thread.
 */
final class Writing {
    /** The rows at a time among which refused ones are looked for, each where the one before took too long. */
    private static final int[] PIECES = {Integer.MAX_VALUE, 1000, 30, 1};

    private final LaneSession session;
    private final ErrorTolerance tolerance;

    Writing(LaneSession session, ErrorTolerance tolerance) {
        this.session = session;
        this.tolerance = tolerance;
    }

    Outcome write(LaneBatch batch) {
        Optional<Failure> failure = attempt(batch);
        if (failure.isEmpty()) {
            return new Outcome.Written();
        }
        if (!SqlState.mayBeARows(failure.get())) {
            return failure.get().outcome();
        }
        return tolerance == ErrorTolerance.ALL ? writeAround(batch) : writeUpToFirst(batch);
    }

    private Optional<Failure> attempt(LaneBatch batch) {
        Escalation escalation = new Escalation(batch);
        Optional<Pace> next = Optional.of(Pace.FULL);
        Optional<Failure> failure = Optional.empty();
        while (next.isPresent()) {
            Pace pace = next.get();
            failure = session.attempt(connection -> connection.writeAll(batch, pace))
                    .failure();
            next = failure.flatMap(it -> escalation.next(pace, it));
        }
        return failure;
    }

    private Outcome writeAround(LaneBatch batch) {
        Attempt<Isolated> attempt = isolate(batch, Isolation.Ending.COMMIT);
        return attempt.failure().isPresent()
                ? attempt.failure().get().outcome()
                : attempt.result().outcome();
    }

    /** Writes what came before the first refused record of each partition, and what has none. */
    private Outcome writeUpToFirst(LaneBatch batch) {
        Attempt<Isolated> attempt = isolate(batch, Isolation.Ending.ROLLBACK);
        if (attempt.failure().isPresent()) {
            return attempt.failure().get().outcome();
        }
        Isolated found = attempt.result();
        if (found.isClean()) {
            // Row by row it passes.
            return writeAround(batch);
        }
        Stops stops = new Stops(batch.claims());
        stops.add(found.refused());
        Outcome rest =
                write(batch, claim -> stops.permits(claim) && !found.replayed().get(claim));
        return rest instanceof Outcome.Written written ? written.after(found) : rest;
    }

    private Attempt<Isolated> isolate(LaneBatch batch, Isolation.Ending ending) {
        Attempt<Isolated> attempt = null;
        for (int longest : PIECES) {
            attempt = session.attempt(connection -> connection.isolate(batch, longest, ending));
            if (attempt.failure().isEmpty() || attempt.failure().get().state() != SqlState.TIMED_OUT) {
                return attempt;
            }
        }
        return attempt;
    }

    /** Writes these records of a batch and no others. */
    Outcome write(LaneBatch whole, IntPredicate wanted) {
        List<RefusedRecord> refused = new ArrayList<>();
        int replayed = 0;
        for (BatchPart part : BatchPart.of(whole, wanted)) {
            Outcome outcome = write(part.batch());
            if (!(outcome instanceof Outcome.Written written)) {
                return outcome;
            }
            written.refused().forEach(record -> refused.add(part.ofWhole(record)));
            replayed += written.replayed();
        }
        return new Outcome.Written(refused, replayed);
    }
}
