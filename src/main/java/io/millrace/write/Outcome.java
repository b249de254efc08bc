package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How an attempt to write a batch ended. Anything unknown is {@link Fatal}: losing time is better than losing rows.
 */
public sealed interface Outcome {
    /**
     * Committed: every row is durable but for those of refused records. Where these end the task, rows of the same
     * partition that came after the first of them are not written either.
     *
     * @param refused in arrival order
     * @param replayed how many records an earlier attempt had inserted, whose rows were found as they came
     */
    record Written(List<RefusedRecord> refused, int replayed) implements Outcome {
        public Written {
            refused = List.copyOf(refused);
        }

        /** All of it. */
        public Written() {
            this(List.of(), 0);
        }

        /** With what was found before it, and left out of it. */
        Written after(Isolated found) {
            List<RefusedRecord> all = new ArrayList<>(found.refused());
            all.addAll(refused);
            all.sort(Comparator.comparingInt(RefusedRecord::claim));
            return new Written(all, replayed + found.replayed().cardinality());
        }
    }

    /** Nothing was written, or nobody knows; the same batch can be tried again. */
    record Transient(String sqlState, String reason, boolean connectionLost) implements Outcome {}

    /** Nothing was written, and an operator is needed. */
    record Fatal(String sqlState, String reason) implements Outcome {}
}
