package io.millrace.encode;

import io.millrace.table.Column;
import org.apache.kafka.connect.errors.DataException;

/** One column of a plan: writes its field and names the column in every refusal. Immutable. */
record ColumnField(Column column, FieldEncoder encoder) {
    void put(Object value, RowBuffer out) {
        if (value == null) {
            putNull(out);
            return;
        }
        try {
            encoder.encode(value, out);
        } catch (DataException refusal) {
            throw refused(refusal);
        }
    }

    /** As {@link #put}, but null only where the key's index takes nulls as equal. */
    void putKey(Object value, boolean nullsEqual, RowBuffer out) {
        if (value == null && !nullsEqual) {
            throw Refusal.NULL.because("null in key column " + column.sql());
        }
        put(value, out);
    }

    private void putNull(RowBuffer out) {
        if (!column.nullable()) {
            throw refused(Refusal.NULL.because("null in a column that is NOT NULL"));
        }
        out.putInt(RowImage.NULL);
    }

    DataException refused(DataException refusal) {
        return new DataException("column " + column.sql() + ": " + refusal.getMessage(), refusal);
    }
}
