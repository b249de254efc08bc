package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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

    // Of the batch that is being written, also when it is tried again; null between batches.
    private LaneBatch whole;
    private Splitting splitting;
    private final List<RefusedRecord> refused = new ArrayList<>();

    private int replayed;

    /** The first writes as a rule, over the connection of the second, which looks for refused rows. */
    public IsolatingWriter(BatchWriter writer, PostgresBatchWriter isolator, OnRefusal onRefusal) {
        this.writer = requireNonNull(writer, "writer");
        this.isolator = requireNonNull(isolator, "isolator");
        this.onRefusal = requireNonNull(onRefusal, "onRefusal");
    }

    @Override
    public Outcome write(LaneBatch batch) {
        if (whole != batch) {
            begin(batch);
            Optional<Outcome> before = reportBefore(batch);
            if (before.isPresent()) {
                return before.get();
            }
        }
        while (!splitting.isDone()) {
            Outcome outcome = writeNext();
            if (outcome instanceof Outcome.Written written) {
                refused.addAll(written.refused());
                replayed += written.replayed();
                splitting.written();
            } else {
                Optional<Outcome> end = endUnlessRefused(outcome);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
        return end();
    }

    private void begin(LaneBatch batch) {
        whole = batch;
        splitting = new Splitting(batch.records());
        refused.clear();
        replayed = 0;
    }

    /** Its offsets are found out first: they are to pass what is reported, whatever is left to be written. */
    private Optional<Outcome> reportBefore(LaneBatch batch) {
        if (batch.refused().isEmpty() && batch.reported().isEmpty()) {
            return Optional.empty();
        }
        Optional<Outcome> turnedAway = isolator.admit(batch);
        if (turnedAway.isPresent()) {
            whole = null;
            return turnedAway;
        }
        List<RefusedRecord> unreported = unreported(batch);
        unreported.forEach(record -> batch.reported().set(record.claim()));
        return unreported.isEmpty() ? Optional.empty() : Optional.of(new Outcome.ToReport(unreported));
    }

    private static List<RefusedRecord> unreported(LaneBatch batch) {
        return batch.refused().stream()
                .filter(record -> !batch.reported().get(record.claim()))
                .toList();
    }

    private Outcome end() {
        whole = null;
        refused.sort(Comparator.comparingInt(RefusedRecord::claim));
        return new Outcome.Written(refused, replayed);
    }

    /**
     * How this attempt ends; nothing where it goes on past a record. Before another attempt, its lane takes out what is
     * another's by then, so a part that was split is not tried again here.
     */
    private Optional<Outcome> endUnlessRefused(Outcome outcome) {
        if (isLost(outcome) && splitting.isLostTooOften()) {
            Optional<RefusedRecord> alone = splitting.split();
            return alone.isPresent() ? refuse(List.of(alone.get())) : Optional.of(outcome);
        }
        if (outcome instanceof Outcome.ToReport found) {
            return refuse(found.refused());
        }
        if (!(outcome instanceof Outcome.Transient)) {
            whole = null;
        }
        return Optional.of(outcome);
    }

    /** Whether the connection broke under the batch: not by our own hand. */
    private static boolean isLost(Outcome outcome) {
        return outcome instanceof Outcome.Transient failed
                && failed.connectionLost()
                && SqlState.isConnectionLost(failed.sqlState());
    }

    private Optional<Outcome> refuse(List<RefusedRecord> records) {
        if (onRefusal != OnRefusal.REPORT_FIRST) {
            refused.addAll(records);
            return Optional.empty();
        }
        records.forEach(record -> whole.reported().set(record.claim()));
        return Optional.of(new Outcome.ToReport(records));
    }

    private Outcome writeNext() {
        Splitting.Range range = splitting.next();
        boolean isAll = range.from() == 0 && range.to() == whole.records();
        if (isAll && whole.reported().isEmpty()) {
            return writePart(whole);
        }
        Stops stops = new Stops(whole.claims());
        if (onRefusal == OnRefusal.STOP) {
            stops.add(refused);
        }
        BitSet reported = whole.reported();
        IntPredicate wanted = claim -> range.holds(claim) && stops.permits(claim) && !reported.get(claim);
        return isAll ? writeRest(wanted) : writeParts(whole, wanted);
    }

    private Outcome writePart(LaneBatch part) {
        Outcome outcome = writer.write(part);
        boolean mayBeARows = outcome instanceof Outcome.Refused
                || (outcome instanceof Outcome.Fatal fatal && SqlState.mayBeARows(fatal.sqlState()));
        if (!mayBeARows) {
            return outcome;
        }
        if (part.isAlone()) {
            return ofAlone(part, outcome);
        }
        if (part.mayWait()) {
            Isolated found = isolate(part, Isolation.Ending.ROLLBACK);
            if (found.failure().isPresent()) {
                return found.outcome();
            }
            if (!found.lacking().isEmpty()) {
                return new Outcome.ToSetAside(found.lacking());
            }
        }
        return switch (onRefusal) {
            case GO_ON -> isolate(part, Isolation.Ending.COMMIT).outcome();
            case STOP -> writeUpToFirst(part, outcome);
            case REPORT_FIRST -> report(part, outcome);
        };
    }

    /** Its only record touches more than one row, and is written or refused as a whole. */
    private Outcome ofAlone(LaneBatch part, Outcome outcome) {
        if (!(outcome instanceof Outcome.Refused refusal)) {
            return outcome;
        }
        List<RefusedRecord> record = List.of(new RefusedRecord(0, refusal.sqlState(), refusal.reason()));
        if (part.mayWait() && refusal.sqlState().equals(SqlState.FOREIGN_KEY)) {
            return new Outcome.ToSetAside(record);
        }
        return onRefusal == OnRefusal.REPORT_FIRST ? new Outcome.ToReport(record) : new Outcome.Written(record, 0);
    }

    private Isolated isolate(LaneBatch part, Isolation.Ending ending) {
        Isolated found = null;
        for (int longest : PIECES) {
            found = isolator.isolate(part, longest, ending);
            if (!found.isTimedOut()) {
                return found;
            }
        }
        return found;
    }

    /** Writes what came before the first refused record of each partition, and what has none. */
    private Outcome writeUpToFirst(LaneBatch part, Outcome failure) {
        Isolated found = isolate(part, Isolation.Ending.ROLLBACK);
        if (found.failure().isPresent()) {
            return found.outcome();
        }
        if (found.isClean()) {
            return whole.spans().isEmpty()
                    ? isolate(part, Isolation.Ending.COMMIT).outcome()
                    : ofNoRow(failure);
        }
        Stops stops = new Stops(part.claims());
        stops.add(found.refused());
        Outcome rest = writeParts(
                part, claim -> stops.permits(claim) && !found.replayed().get(claim));
        return rest instanceof Outcome.Written written ? together(found, written) : rest;
    }

    private Outcome report(LaneBatch part, Outcome failure) {
        Isolated found = isolate(part, Isolation.Ending.ROLLBACK);
        if (found.failure().isPresent()) {
            return found.outcome();
        }
        if (!found.refused().isEmpty()) {
            return new Outcome.ToReport(found.refused());
        }
        return found.isClean()
                ? ofNoRow(failure)
                : writeParts(part, claim -> !found.replayed().get(claim));
    }

    /** Row by row the server took all of it: what it minded may be gone, and comes again if it is not. */
    private static Outcome ofNoRow(Outcome failure) {
        return failure instanceof Outcome.Refused refused
                ? new Outcome.Transient(refused.sqlState(), refused.reason(), false)
                : failure;
    }

    private static Outcome together(Isolated found, Outcome.Written rest) {
        List<RefusedRecord> refused = new ArrayList<>(found.refused());
        refused.addAll(rest.refused());
        return new Outcome.Written(refused, rest.replayed() + found.replayed().cardinality());
    }

    /** Writes the batch without what was reported; its offsets pass that, since they are those of the whole. */
    private Outcome writeRest(IntPredicate wanted) {
        List<BatchPart> parts = BatchPart.of(whole, wanted);
        if (parts.size() > 1 || whole.spans().isEmpty()) {
            return writeParts(parts);
        }
        BatchPart part = parts.isEmpty() ? BatchPart.empty() : parts.get(0);
        part.batch().spans().addAll(whole.spans());
        part.batch().setPatient(whole.mayWait());
        return writeParts(List.of(part));
    }

    private Outcome writeParts(LaneBatch batch, IntPredicate wanted) {
        return writeParts(BatchPart.of(batch, wanted));
    }

    private Outcome writeParts(List<BatchPart> parts) {
        List<RefusedRecord> all = new ArrayList<>();
        int count = 0;
        for (BatchPart part : parts) {
            Outcome outcome = part.ofWhole(writePart(part.batch()));
            if (!(outcome instanceof Outcome.Written written)) {
                return outcome;
            }
            all.addAll(written.refused());
            count += written.replayed();
        }
        return new Outcome.Written(all, count);
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
