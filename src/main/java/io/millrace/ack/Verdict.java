package io.millrace.ack;

import java.util.BitSet;

/** What became of a batch. */
public sealed interface Verdict {
    /** Every row of it is durable. */
    record Written() implements Verdict {}

    /** Written but for the rows of these slots, whose partitions others have taken. */
    record Fenced(BitSet slots, String reason) implements Verdict {}

    /** Nothing of it was written, and trying again will not help. */
    record Failed(String reason) implements Verdict {}

    /** The lane was closed before it could write it: nobody knows, so nothing is settled. */
    record Abandoned() implements Verdict {}

    /** Nothing of it was written: its rows are for a shape that a table no longer has, so its records must come again. */
    record Outdated(String reason) implements Verdict {}
}
