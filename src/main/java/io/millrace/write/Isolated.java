package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What isolating a batch found. Immutable.
 *
 * @param refused in arrival order
 * @param replayed the claims that an earlier attempt had inserted, whose rows are there as they came
 */
record Isolated(List<RefusedRecord> refused, BitSet replayed) {
    /** What a batch comes to that was written whole. */
    static Isolated clean() {
        return new Isolated(List.of(), new BitSet());
    }

    static Isolated of(List<RefusedRow> refused, List<RefusedRow> stored) {
        List<RefusedRecord> records = new ArrayList<>(refused.size());
        for (RefusedRow row : refused) {
            Failure failure = row.failure();
            records.add(new RefusedRecord(row.claim(), failure.code(), failure.reason()));
        }
        records.sort(Comparator.comparingInt(RefusedRecord::claim));
        BitSet replayed = new BitSet();
        stored.forEach(row -> replayed.set(row.claim()));
        return new Isolated(records, replayed);
    }

    /** Whether every row was taken. */
    boolean isClean() {
        return refused.isEmpty() && replayed.isEmpty();
    }

    /** What it is where the other rows were committed. */
    Outcome.Written outcome() {
        return new Outcome.Written(refused, replayed.cardinality());
    }
}
