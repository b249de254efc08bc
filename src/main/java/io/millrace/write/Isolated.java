package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What isolating a batch found. Immutable.
 *
 * @param rows those that are refused, in arrival order
 * @param replayed the claims that an earlier attempt had inserted, whose rows are there as they came
 * @param failure what kept it from finding anything
 */
record Isolated(List<RefusedRow> rows, BitSet replayed, Optional<Failure> failure) {
    static Isolated of(List<RefusedRow> refused, List<RefusedRow> stored) {
        List<RefusedRow> rows = refused.stream()
                .sorted(Comparator.comparingInt(RefusedRow::claim))
                .toList();
        BitSet replayed = new BitSet();
        stored.forEach(row -> replayed.set(row.claim()));
        return new Isolated(rows, replayed, Optional.empty());
    }

    static Isolated failed(Failure failure) {
        return new Isolated(List.of(), new BitSet(), Optional.of(failure));
    }

    /** The same, with all that is known of why rows found no partition, or were not read. */
    Isolated explainedBy(Unplaced unplaced) {
        return new Isolated(
                rows.stream().map(UnreadText::explain).map(unplaced::explain).toList(), replayed, failure);
    }

    List<RefusedRecord> refused() {
        return rows.stream()
                .map(row -> new RefusedRecord(
                        row.claim(), row.failure().code(), row.failure().reason()))
                .toList();
    }

    /** The records whose rows lack others that foreign keys ask for, or still have them. */
    List<RefusedRecord> lacking() {
        return refused().stream()
                .filter(record -> record.sqlState().equals(SqlState.FOREIGN_KEY))
                .toList();
    }

    /** Whether it took too long, so that it may pass with fewer rows at a time. */
    boolean isTimedOut() {
        return failure.isPresent() && failure.get().state() == SqlState.TIMED_OUT;
    }

    /** Whether every row was taken. */
    boolean isClean() {
        return failure.isEmpty() && rows.isEmpty() && replayed.isEmpty();
    }

    /** How the batch ended where the other rows were committed. */
    Outcome outcome() {
        return failure.isPresent() ? failure.get().outcome() : new Outcome.Written(refused(), replayed.cardinality());
    }
}
