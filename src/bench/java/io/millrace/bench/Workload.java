package io.millrace.bench;

/**
 * Which rows come, and what they meet. Immutable.
 *
 * @param name as one asks for it with -Dworkload
 * @param arrival what the rows do to their table
 */
record Workload(String name, Shape shape, int rows, Arrival arrival, Spread spread) {
    /** The rows that are there before the clock starts, of the keys from 0 on, where rows meet rows. */
    static final int PREFILLED = 1_000_000;

    private static final int A_TENTH = 10;

    static Workload of(String name, Shape shape, int rows, Arrival arrival) {
        return new Workload(name, shape, rows, arrival, Spread.NONE);
    }

    Workload over(Spread wider) {
        return new Workload(name, shape, rows, arrival, wider);
    }

    /** The first of its rows. */
    Workload first(int fewer) {
        return new Workload(name, shape, Math.min(rows, fewer), arrival, spread);
    }

    boolean isUpsert() {
        return arrival.isUpsert();
    }

    int prefilled() {
        return arrival.keys().meetsRows() ? PREFILLED : 0;
    }

    boolean deletes(int row) {
        return arrival.deletes() && row % A_TENTH == A_TENTH - 1;
    }

    /** Whether the row's record is of the schema's first version. */
    boolean isFormer(int row) {
        return arrival.versions() == 2 && row % 2 == 0;
    }

    int[] keys() {
        return arrival.keys().of(rows, PREFILLED);
    }

    String title() {
        return arrival.title() + ", " + shape.title() + spreadTitle();
    }

    private String spreadTitle() {
        if (spread.equals(Spread.NONE)) {
            return "";
        }
        return ", " + spread.topics() + " tables"
                + (spread.partitions() == 1 ? "" : " of " + spread.partitions() + " partitions");
    }
}
