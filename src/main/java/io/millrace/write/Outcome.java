package io.millrace.write;

import java.util.BitSet;

/**
 * How an attempt to write a batch ended. Anything unknown is {@link Fatal}: losing time is better than losing rows.
 */
public sealed interface Outcome {
    /** Committed: every row is durable. */
    record Written() implements Outcome {}

    /** Nothing was written, or nobody knows; the same batch can be tried again. */
    record Transient(String sqlState, String reason, boolean connectionLost) implements Outcome {}

    /** The server refuses a row of the batch; nothing was written. */
    record Refused(String sqlState, String reason) implements Outcome {}

    /** Nothing was written, since others have taken the partitions of these slots. */
    record Fenced(BitSet slots, String reason) implements Outcome {}

    /** Nothing was written, and an operator is needed. */
    record Fatal(String sqlState, String reason) implements Outcome {}

    /** A table is not as it was when the batch's rows were encoded; nothing was written, and the records must come again. */
    record TableChanged(String sqlState, String reason) implements Outcome {}
}
