package io.millrace.bench;

import java.util.stream.IntStream;

/** Which rows come, and what they meet. Immutable. */
enum Workload {
    INSERT("insert, no index", 2_000_000, 500_000),
    INSERT_KEYED("insert, primary key", 1_500_000, 500_000),
    UPSERT_NEW("upsert, new keys", 600_000, 300_000),
    UPSERT_EXISTING("upsert, existing keys", 1_000_000, 300_000),
    HOT_KEYS("upsert, hot keys", 1_000_000, 500_000),
    DELETES("upsert, existing keys, a tenth deleted", 500_000, 300_000);

    private static final int PREFILLED = 500_000;
    private static final int A_TENTH = 10;

    private final String title;
    private final int narrowRows;
    private final int wideRows;

    Workload(String title, int narrowRows, int wideRows) {
        this.title = title;
        this.narrowRows = narrowRows;
        this.wideRows = wideRows;
    }

    String title() {
        return title;
    }

    boolean isUpsert() {
        return ordinal() >= UPSERT_NEW.ordinal();
    }

    boolean hasKey() {
        return this != INSERT;
    }

    /** The rows that are there before the clock starts: of the keys from 0 on. */
    int prefilled() {
        return ordinal() >= UPSERT_EXISTING.ordinal() ? PREFILLED : 0;
    }

    int rows(Shape shape) {
        return shape == Shape.FIVE ? narrowRows : wideRows;
    }

    boolean deletes(int row) {
        return this == DELETES && row % A_TENTH == A_TENTH - 1;
    }

    /** The keys of the rows, in order of arrival. */
    int[] keys(Shape shape) {
        int rows = rows(shape);
        return switch (this) {
            case INSERT, INSERT_KEYED, UPSERT_NEW -> IntStream.range(0, rows).toArray();
            case UPSERT_EXISTING, DELETES -> shuffled(rows);
            case HOT_KEYS -> Keys.zipf(PREFILLED, rows);
        };
    }

    /** A key comes again only after all the others, so that nothing is gained by coalescing. */
    private static int[] shuffled(int rows) {
        int[] once = Keys.shuffled(PREFILLED);
        return IntStream.range(0, rows).map(row -> once[row % PREFILLED]).toArray();
    }
}
