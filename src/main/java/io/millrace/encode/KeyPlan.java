package io.millrace.encode;

import io.millrace.table.ColumnSet;

/** Writes the key columns alone, for a row that is to be deleted. Confined to the task thread. */
record KeyPlan(ColumnSet columns, KeyFields key) implements RowPlan {
    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        out.putShort(columns.keyCount());
        key.put(change, out);
        return columns;
    }
}
