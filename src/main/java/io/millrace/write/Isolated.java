package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What isolating a batch found. Immutable.
 *
 * @param refused in arrival order
 * @param replayed the claims that an earlier attempt had inserted, whose rows are there as they came
 * @param failure what kept it from finding anything
 */
record Isolated(List<RefusedRecord> refused, BitSet replayed, Optional<Failure> failure) {
    static Isolated of(List<RefusedRow> refused, List<RefusedRow> stored) {
        List<RefusedRecord> records = new ArrayList<>(refused.size());
        for (RefusedRow row : refused) {
            Failure failure = row.failure();
            records.add(new RefusedRecord(row.claim(), failure.code(), failure.reason()));
        }
        records.sort(Comparator.comparingInt(RefusedRecord::claim));
        BitSet replayed = new BitSet();
        stored.forEach(row -> replayed.set(row.claim()));
        return new Isolated(records, replayed, Optional.empty());
    }

    static Isolated failed(Failure failure) {
        return new Isolated(List.of(), new BitSet(), Optional.of(failure));
    }

    /** The records whose rows lack others that foreign keys ask for, or still have them. */
    List<RefusedRecord> lacking() {
        return refused.stream()
                .filter(record -> record.sqlState().equals(SqlState.FOREIGN_KEY))
                .toList();
    }

    /** Whether it took too long, so that it may pass with fewer rows at a time. */
    boolean isTimedOut() {
        return failure.isPresent() && failure.get().state() == SqlState.TIMED_OUT;
    }

    /** Whether every row was taken. */
    boolean isClean() {
        return failure.isEmpty() && refused.isEmpty() && replayed.isEmpty();
    }

    /** How the batch ended where the other rows were committed. */
    Outcome outcome() {
        return failure.isPresent() ? failure.get().outcome() : new Outcome.Written(refused, replayed.cardinality());
    }
}
