package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.ColumnSet;

/**
 * Rows of one table batch that one statement can take: of one kind and one column set, in the order in which they are
 * to be written. Immutable; lives on a lane's thread.
 */
final class RowSelection {
    private final TableBatch batch;
    private final RowKind kind;
    private final ColumnSet set;
    private final int[] rows;
    private final int from;
    private final int count;
    private final boolean alone;

    RowSelection(TableBatch batch, RowKind kind, ColumnSet set, int[] rows, int from, int count) {
        this(batch, kind, set, rows, from, count, false);
    }

    private RowSelection(
            TableBatch batch, RowKind kind, ColumnSet set, int[] rows, int from, int count, boolean alone) {
        this.alone = alone;
        this.batch = batch;
        this.kind = kind;
        this.set = set;
        this.rows = rows;
        this.from = from;
        this.count = count;
    }

    RowKind kind() {
        return kind;
    }

    ColumnSet set() {
        return set;
    }

    /** What the rows do to those that are there. */
    InsertMode mode() {
        boolean isUpdate = batch.mode() == InsertMode.UPSERT && set.updatesOnly();
        return isUpdate ? InsertMode.UPDATE : batch.mode();
    }

    TableBatch batch() {
        return batch;
    }

    int count() {
        return count;
    }

    /** The number, in the batch, of the row at this position. */
    int row(int position) {
        return rows[from + position];
    }

    /** The bytes that {@link #start} and {@link #end} point into. */
    byte[] bytes() {
        return batch.bytes();
    }

    int start(int position) {
        return batch.start(row(position));
    }

    int end(int position) {
        return batch.end(row(position));
    }

    /** The bytes of all rows. */
    long length() {
        long length = 0;
        for (int position = 0; position < count; position++) {
            length += end(position) - start(position);
        }
        return length;
    }

    /** Whether the rows lie one behind the other in the bytes, so that they can be sent as they are. */
    boolean isContiguous() {
        return count > 0 && row(count - 1) - row(0) == count - 1 && isAscending();
    }

    private boolean isAscending() {
        for (int position = 1; position < count; position++) {
            if (row(position) != row(position - 1) + 1) {
                return false;
            }
        }
        return true;
    }

    /** The same rows, each to be written by a statement of its own: a key may be among them twice. */
    RowSelection eachAlone() {
        return new RowSelection(batch, kind, set, rows, from, count, true);
    }

    boolean isEachAlone() {
        return alone;
    }

    /** A part of it, as a selection of its own. */
    RowSelection part(int first, int length) {
        return new RowSelection(batch, kind, set, rows, from + first, length, alone);
    }

    /** These rows of the same batch, kind and columns, as a selection of their own. */
    RowSelection of(int[] numbers, int length) {
        return new RowSelection(batch, kind, set, numbers, 0, length, alone);
    }
}
