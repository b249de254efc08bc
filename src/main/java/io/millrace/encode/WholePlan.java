package io.millrace.encode;

import io.millrace.table.ColumnSet;

/** Writes the row, whatever it is, into one column beside the key's. Confined to the task thread. */
record WholePlan(ColumnSet columns, KeyFields key, ColumnField value, JsonCompleteness completeness)
        implements RowPlan {
    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        completeness.require(change);
        out.putShort(columns.columns().size());
        key.put(change, out);
        value.put(change.image(), out);
        return columns;
    }
}
