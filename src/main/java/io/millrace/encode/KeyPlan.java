package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes the key columns alone, for a row that is to be deleted. Confined to the task thread. */
record KeyPlan(ColumnSet columns, KeyFields key) implements RowPlan {
    @Override
    public ColumnSet encode(SinkRecord record, RowBuffer out) {
        out.putShort(columns.keyCount());
        key.put(record, out);
        return columns;
    }
}
