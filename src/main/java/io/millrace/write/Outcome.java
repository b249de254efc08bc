package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.BitSet;
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
    }

    /** Nothing was written, or nobody knows; the same batch can be tried again. */
    record Transient(String sqlState, String reason, boolean connectionLost) implements Outcome {
        /** Whether a table seems to be changing, so that it may be written again soon, or not any more. */
        public boolean mayMeanChange() {
            return SqlState.of(sqlState) == SqlState.TABLE_CHANGED;
        }
    }

    /** The server refuses a row of the batch; nothing was written. */
    record Refused(String sqlState, String reason, Names names) implements Outcome {
        /** Where no row is at fault: what the server minded may be gone the next time. */
        Transient ofNoRow() {
            return new Transient(sqlState, reason, false);
        }
    }

    /**
     * Nothing was written since records were refused, which must have been reported before the others may be: asked
     * again, the writer leaves them out.
     */
    record ToReport(List<RefusedRecord> refused) implements Outcome {}

    /**
     * Nothing was written since rows lack others that foreign keys ask for, or still have them: these may come, or go,
     * yet. Only of a batch that {@link LaneBatch#mayWait}.
     */
    record ToSetAside(List<RefusedRecord> records) implements Outcome {}

    /** Nothing was written, since others have taken the partitions of these slots. */
    record Fenced(BitSet slots, String reason) implements Outcome {}

    /** Nothing was written, and an operator is needed. */
    record Fatal(String sqlState, String reason) implements Outcome {}

    /** A table is not as it was when the batch's rows were encoded; nothing was written, and the records must come again. */
    record TableChanged(String sqlState, String reason) implements Outcome {}
}
