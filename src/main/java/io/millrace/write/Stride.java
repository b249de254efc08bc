package io.millrace.write;

/**
 * How many rows a statement may take, learned from time-outs: half as many after each, from one attempt to the next,
 * and twice as many after each batch that was written. Confined to a lane's thread.
 */
final class Stride {
    private static final int FREE = Integer.MAX_VALUE;

    private int longest = FREE;

    /** How to begin with a batch. */
    Pace pace() {
        return longest == FREE ? Pace.FULL : Pace.ofStatements(longest);
    }

    /** After a time-out of a statement that had so many rows at most. */
    void shorten(int rows) {
        longest = Math.max(1, Math.min(longest, rows) / 2);
    }

    void written() {
        longest = longest >= Crossover.UNNEST_ROWS / 2 ? FREE : longest * 2;
    }
}
