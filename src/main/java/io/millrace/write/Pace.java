package io.millrace.write;

/**
 * How carefully a batch is written: at once, and slower after a failure that slowness may cure. Immutable.
 *
 * @param order in which order rows go
 * @param longest how many rows a statement may take at most
 * @param stepwise whether each statement goes alone, so that its failure tells which it was
 */
record Pace(Order order, int longest, boolean stepwise) {
    enum Order {
        /** As each table's batch allows. */
        FREE,
        /** Live rows as they came. */
        ARRIVAL,
        /**
         * Where order between keys matters, all rows as they came, those superseded too, each to go alone; elsewhere
         * as the table's batch allows. Only {@link Isolation} writes so.
         */
        REPLAY
    }

    static final Pace FULL = new Pace(Order.FREE, Integer.MAX_VALUE, false);
    static final Pace STEPWISE = new Pace(Order.FREE, Integer.MAX_VALUE, true);
    static final Pace REPLAY = replay(Integer.MAX_VALUE);

    /** Looking for refused rows, at most so many at a time. */
    static Pace replay(int longest) {
        return new Pace(Order.REPLAY, longest, true);
    }

    /** In statements of half as many rows, given how many the longest had. */
    Pace halved(int rows) {
        return new Pace(Order.ARRIVAL, Math.max(1, Math.min(longest, rows) / 2), true);
    }
}
