package io.millrace.ack;

import java.util.BitSet;
import java.util.List;

/** What became of a batch. */
public sealed interface Verdict {
    /**
     * It is durable, but for the records that were refused, in arrival order. Where a refused record ends the task,
     * those that came after it from its partition are not written either.
     */
    record Written(List<RefusedRecord> refused) implements Verdict {
        public Written {
            refused = List.copyOf(refused);
        }

        /** Every row of it is durable. */
        public Written() {
            this(List.of());
        }
    }

    /** Written, as above, but for the rows of these slots, whose partitions others have taken. */
    record Fenced(BitSet slots, String reason, List<RefusedRecord> refused) implements Verdict {}

    /** Nothing of it was written; all its records come back in other batches, some of them when others have come. */
    record Divided() implements Verdict {}

    /** Nothing of it was written, and trying again will not help. */
    record Failed(String reason) implements Verdict {}

    /** The lane was closed before it could write it: nobody knows, so nothing is settled. */
    record Abandoned() implements Verdict {}

    /** Nothing of it was written: its rows are for a shape that a table no longer has, so its records must come again. */
    record Outdated(String reason) implements Verdict {}
}
