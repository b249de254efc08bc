package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.ack.RefusedRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes by another writer, and around the rows that the server refuses: finds them, and leaves out of the batch what
 * they ask for. Confined to a lane's thread, but for {@link #abort}.
 */
public final class IsolatingWriter implements BatchWriter {
    /** The rows at a time among which refused ones are looked for, each where the one before took too long. */
    private static final int[] PIECES = {Integer.MAX_VALUE, 1000, 30, 1};

    private final BatchWriter writer;
    private final PostgresBatchWriter isolator;
    private final OnRefusal onRefusal;
    private final Unplaced unplaced;

    /** The first writes as a rule, over the connection of the second, which looks for refused rows. */
    public IsolatingWriter(BatchWriter writer, PostgresBatchWriter isolator, OnRefusal onRefusal, Unplaced unplaced) {
        this.writer = requireNonNull(writer, "writer");
        this.isolator = requireNonNull(isolator, "isolator");
        this.onRefusal = requireNonNull(onRefusal, "onRefusal");
        this.unplaced = requireNonNull(unplaced, "unplaced");
    }

    @Override
    public Outcome write(LaneBatch batch) {
        Optional<Outcome> instead = batch.progress().isPresent() ? Optional.empty() : begin(batch);
        Outcome outcome = instead.isPresent()
                ? instead.get()
                : goOn(batch, batch.progress().orElseThrow());
        boolean comesAgain = outcome instanceof Outcome.Transient
                || outcome instanceof Outcome.ToReport
                || outcome instanceof Outcome.Fenced;
        if (!comesAgain) {
            batch.end();
        }
        return outcome;
    }

    /**
     * Finds out which offsets it stands for. What cannot become rows is reported before the others are written: offsets
     * are to pass it, whatever is left.
     */
    private Optional<Outcome> begin(LaneBatch batch) {
        Progress progress = new Progress(batch);
        batch.begin(progress);
        Optional<Outcome> turnedAway = isolator.admit(batch);
        List<RefusedRecord> unreported = batch.refused().stream()
                .filter(record -> !batch.reported().get(record.claim()))
                .toList();
        if (turnedAway.isPresent() || unreported.isEmpty()) {
            return turnedAway;
        }
        progress.reported(unreported);
        return Optional.of(new Outcome.ToReport(unreported));
    }

    private Outcome goOn(LaneBatch batch, Progress progress) {
        while (!progress.splitting().isDone()) {
            Outcome outcome = progress.isAtBeginning()
                    ? writeWhole(batch, progress)
                    : writeParts(BatchPart.of(batch, progress.wanted(onRefusal)), progress);
            if (outcome instanceof Outcome.Written) {
                progress.splitting().written();
            } else {
                Optional<Outcome> end = endUnlessRefused(outcome, progress);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
        return progress.outcome();
    }

    /**
     * How this attempt ends; nothing where it goes on past a record. Before another attempt, its lane takes out what is
     * another's by then, so a part that was split is not tried again here.
     */
    private Optional<Outcome> endUnlessRefused(Outcome outcome, Progress progress) {
        if (isLost(outcome) && progress.splitting().isLostTooOften()) {
            Optional<RefusedRecord> alone = progress.splitting().split();
            return alone.isPresent() ? refuse(List.of(alone.get()), progress) : Optional.of(outcome);
        }
        return outcome instanceof Outcome.ToReport found ? refuse(found.refused(), progress) : Optional.of(outcome);
    }

    /** Whether the connection broke under the batch: not by our own hand. */
    private static boolean isLost(Outcome outcome) {
        return outcome instanceof Outcome.Transient failed
                && failed.connectionLost()
                && SqlState.isConnectionLost(failed.sqlState());
    }

    private Optional<Outcome> refuse(List<RefusedRecord> records, Progress progress) {
        if (onRefusal != OnRefusal.REPORT_FIRST) {
            progress.refused(records);
            return Optional.empty();
        }
        progress.reported(records);
        return Optional.of(new Outcome.ToReport(records));
    }

    private Outcome writeWhole(LaneBatch whole, Progress progress) {
        Outcome outcome = writer.write(whole);
        return mayBeARows(outcome) ? lookInto(BatchPart.all(whole), outcome, progress) : outcome;
    }

    /** With what was reported, the last part's offsets pass what is left out. */
    private Outcome writeParts(List<BatchPart> parts, Progress progress) {
        boolean passes = onRefusal == OnRefusal.REPORT_FIRST && progress.isLast();
        if (passes && parts.isEmpty() && progress.hasOffsetsToStore()) {
            parts = List.of(BatchPart.empty());
        }
        for (BatchPart part : parts) {
            if (passes && part == parts.get(parts.size() - 1)) {
                progress.coverAll(part);
            } else {
                progress.cover(part);
            }
            Outcome outcome = writePart(part, progress);
            if (!(outcome instanceof Outcome.Written)) {
                return outcome;
            }
        }
        return new Outcome.Written();
    }

    private Outcome writePart(BatchPart part, Progress progress) {
        Outcome outcome = writer.write(part.batch());
        if (mayBeARows(outcome)) {
            return lookInto(part, outcome, progress);
        }
        return outcome instanceof Outcome.Written ? keep(part, progress) : outcome;
    }

    /** What is kept of a batch in parts has to be durable by itself: it is not written again with the rest. */
    private Outcome keep(BatchPart part, Progress progress) {
        Outcome durable = writer.deferral().secure();
        if (durable instanceof Outcome.Written) {
            progress.durable(part);
        }
        return durable;
    }

    private static boolean mayBeARows(Outcome outcome) {
        return outcome instanceof Outcome.Refused
                || (outcome instanceof Outcome.Fatal fatal && SqlState.mayBeARows(fatal.sqlState()));
    }

    private Outcome lookInto(BatchPart part, Outcome failure, Progress progress) {
        if (part.batch().isAlone()) {
            return ofAlone(part, failure, progress);
        }
        if (onRefusal == OnRefusal.GO_ON) {
            return writeOthers(part, progress);
        }
        Isolated found = isolate(part.batch(), Isolation.Ending.ROLLBACK);
        Optional<Outcome> instead = insteadOfWriting(part, found, progress.mayWait());
        if (instead.isPresent()) {
            return instead.get();
        }
        return onRefusal == OnRefusal.STOP
                ? writeUpToFirst(part, found, failure, progress)
                : report(part, found, failure, progress);
    }

    /** Rows that lack others come first of all, since others may be refused for the lack of them. */
    private static Optional<Outcome> insteadOfWriting(BatchPart part, Isolated found, boolean mayWait) {
        if (found.failure().isPresent()) {
            return Optional.of(found.failure().get().outcome());
        }
        List<RefusedRecord> lacking = mayWait ? part.ofWhole(found.lacking()) : List.of();
        return lacking.isEmpty() ? Optional.empty() : Optional.of(new Outcome.ToSetAside(lacking));
    }

    /** Its only record touches more than one row, and is written or refused as a whole. */
    private Outcome ofAlone(BatchPart part, Outcome outcome, Progress progress) {
        if (!(outcome instanceof Outcome.Refused)) {
            return outcome;
        }
        Outcome.Refused refusal = unplaced.explain(part.batch(), (Outcome.Refused) outcome);
        List<RefusedRecord> record = part.ofWhole(List.of(new RefusedRecord(0, refusal.sqlState(), refusal.reason())));
        if (progress.mayWait() && refusal.sqlState().equals(SqlState.FOREIGN_KEY)) {
            return new Outcome.ToSetAside(record);
        }
        if (onRefusal == OnRefusal.REPORT_FIRST) {
            return new Outcome.ToReport(record);
        }
        progress.refused(record);
        return new Outcome.Written();
    }

    /** Writes what is not refused, in the transaction that finds it out. */
    private Outcome writeOthers(BatchPart part, Progress progress) {
        boolean mayWait = progress.mayWait();
        Isolated found =
                isolate(part.batch(), mayWait ? Isolation.Ending.COMMIT_UNLESS_LACKING : Isolation.Ending.COMMIT);
        Optional<Outcome> instead = insteadOfWriting(part, found, mayWait);
        if (instead.isPresent()) {
            return instead.get();
        }
        Outcome kept = keep(part, progress);
        if (kept instanceof Outcome.Written) {
            note(part, found, progress);
        }
        return kept;
    }

    private static void note(BatchPart part, Isolated found, Progress progress) {
        progress.refused(part.ofWhole(found.refused()));
        progress.replayed(
                found.replayed().stream().map(claim -> part.claims()[claim]).toArray());
    }

    private Isolated isolate(LaneBatch part, Isolation.Ending ending) {
        Isolated found = null;
        for (int longest : PIECES) {
            found = isolator.isolate(part, longest, ending);
            if (!found.isTimedOut()) {
                return found.explainedBy(unplaced);
            }
        }
        return found;
    }

    /** Writes what came before the first refused record of each partition, and what has none. */
    private Outcome writeUpToFirst(BatchPart part, Isolated found, Outcome failure, Progress progress) {
        if (found.isClean()) {
            return part.batch().spans().isEmpty() ? writeOthers(part, progress) : ofNoRow(failure);
        }
        Stops stops = new Stops(part.batch().claims());
        stops.add(found.refused());
        return writeBut(part, found, stops::permits, progress);
    }

    private Outcome report(BatchPart part, Isolated found, Outcome failure, Progress progress) {
        if (!found.refused().isEmpty()) {
            return new Outcome.ToReport(part.ofWhole(found.refused()));
        }
        return found.isClean() ? ofNoRow(failure) : writeBut(part, found, claim -> true, progress);
    }

    /**
     * Writes what is permitted, but for what an earlier attempt had inserted. Another attempt leaves out the same, so that
     * it meets the offsets that this one may have stored, of which nobody heard.
     */
    private Outcome writeBut(BatchPart part, Isolated found, IntPredicate permitted, Progress progress) {
        note(part, found, progress);
        for (BatchPart rest :
                part.parts(claim -> permitted.test(claim) && !found.replayed().get(claim))) {
            progress.cover(rest);
            Outcome outcome = writePart(rest, progress);
            if (!(outcome instanceof Outcome.Written)) {
                return outcome;
            }
        }
        return new Outcome.Written();
    }

    /** Row by row the server took all of it: what it minded may be gone, and comes again if it is not. */
    private static Outcome ofNoRow(Outcome failure) {
        return failure instanceof Outcome.Refused refused ? refused.ofNoRow() : failure;
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
