package io.millrace.bench;

import io.millrace.write.Row;

/** Rows that are encoded already, for any key. Confined to the benchmark's thread. */
final class Tuples {
    private static final int ROWS = 20_000;

    private final int columns;
    private final byte[] rest;
    private final int[] starts = new int[ROWS + 1];

    Tuples(Shape shape) {
        CopyBytes bytes = new CopyBytes();
        for (int row = 0; row < ROWS; row++) {
            shape.appendRest(shape.struct(0, row), bytes);
            starts[row + 1] = bytes.size();
        }
        this.columns = shape.columns();
        this.rest = bytes.taken();
    }

    /** Fills in a row that was begun. */
    void fill(Row row, long id, int number) {
        int from = starts[number % ROWS];
        row.tuple().putShort(columns);
        row.tuple().putInt(Long.BYTES);
        row.tuple().putLong(id);
        row.tuple().putBytes(rest, from, starts[number % ROWS + 1] - from);
    }
}
