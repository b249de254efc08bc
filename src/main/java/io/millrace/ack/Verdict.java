package io.millrace.ack;

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

    /** Nothing of it was written, and trying again will not help. */
    record Failed(String reason) implements Verdict {}

    /** The lane was closed before it could write it: nobody knows, so nothing is settled. */
    record Abandoned() implements Verdict {}
}
