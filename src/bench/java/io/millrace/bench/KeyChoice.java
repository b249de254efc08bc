package io.millrace.bench;

import java.util.stream.IntStream;

/** Which keys the rows of a workload have. Immutable. */
enum KeyChoice {
    /** None of them in the table, in rising order. */
    NEW,
    /** All in the table; a key comes again only after all the others, so that nothing is gained by coalescing. */
    EXISTING,
    /** By turns one that is in the table and one that is not. */
    HALF,
    /** All in the table, and a few of them most of the time. */
    HOT;

    /** In order of arrival; the table holds the keys below the bound. */
    int[] of(int rows, int bound) {
        return switch (this) {
            case NEW -> IntStream.range(0, rows).toArray();
            case EXISTING -> existing(rows, bound);
            case HALF -> half(rows, bound);
            case HOT -> Keys.zipf(bound, rows);
        };
    }

    private static int[] existing(int rows, int bound) {
        int[] once = Keys.shuffled(bound);
        return IntStream.range(0, rows).map(row -> once[row % bound]).toArray();
    }

    private static int[] half(int rows, int bound) {
        int[] there = existing(rows, bound);
        return IntStream.range(0, rows)
                .map(row -> row % 2 == 0 ? there[row / 2] : bound + row / 2)
                .toArray();
    }

    boolean meetsRows() {
        return this != NEW;
    }
}
