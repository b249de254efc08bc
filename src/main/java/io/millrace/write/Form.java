package io.millrace.write;

/**
 * In what form an attempt writes a batch: as one would, or in smaller statements in arrival order, or record by record
 * as they came. Immutable.
 *
 * @param longest the rows of a statement at most
 * @param inArrivalOrder whether rows are written in the order in which they came
 * @param replayed whether every record is written by itself, superseded ones too
 */
record Form(int longest, boolean inArrivalOrder, boolean replayed) {
    static final Form USUAL = new Form(Integer.MAX_VALUE, false, false);
    static final Form REPLAYED = new Form(1, true, true);

    /** Statements of at most half as many rows, in arrival order. */
    Form halved(int rows) {
        return new Form(Math.max(1, Math.min(longest, rows) / 2), true, replayed);
    }

    boolean canBeHalved() {
        return longest > 1;
    }
}
