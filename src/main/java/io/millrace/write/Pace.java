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
        /** All rows as they came, those superseded too, each alone. */
        REPLAY,
        /**
         * Looking for refused rows: as {@link #REPLAY} where order between keys matters, elsewhere as each table's batch
         * allows. Only {@link Isolation} writes so.
         */
        SEARCH
    }

    static final Pace FULL = new Pace(Order.FREE, Integer.MAX_VALUE, false);
    static final Pace STEPWISE = new Pace(Order.FREE, Integer.MAX_VALUE, true);
    static final Pace REPLAY = new Pace(Order.REPLAY, Integer.MAX_VALUE, true);

    /** Looking for refused rows, at most so many at a time. */
    static Pace search(int longest) {
        return new Pace(Order.SEARCH, longest, true);
    }

    /** In statements of so many rows at most. */
    static Pace ofStatements(int rows) {
        return new Pace(Order.ARRIVAL, rows, true);
    }

    /** In statements of half as many rows, given how many the longest had. */
    Pace halved(int rows) {
        return ofStatements(Math.max(1, Math.min(longest, rows) / 2));
    }

    /** Whether order between keys is kept even where it does not matter. */
    boolean keepsArrivals() {
        return order == Order.ARRIVAL || order == Order.REPLAY;
    }

    /** Whether rows go that were superseded, where order between keys matters. */
    boolean replays() {
        return order == Order.REPLAY || order == Order.SEARCH;
    }
}
