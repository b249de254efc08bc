package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes the record's value, whatever it is, into one column beside the key's. Immutable, used on the task thread. */
record WholePlan(ColumnSet columns, KeyFields key, ColumnField value) implements RowPlan {
    @Override
    public ColumnSet encode(SinkRecord record, RowBuffer out) {
        out.putShort(columns.columns().size());
        key.put(record, out);
        value.put(record.value(), out);
        return columns;
    }
}
