package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes records whose value is a Struct of one schema: one array of fields, one of columns. Confined to the task thread. */
final class StructPlan implements RowPlan {
    private final ColumnSet columns;
    private final KeyFields key;
    private final Field[] fields;
    private final ColumnField[] rest;

    /** The fields and columns are those of the set after the key's, in its order; without a field, the value is meant. */
    StructPlan(ColumnSet columns, KeyFields key, Field[] fields, ColumnField[] rest) {
        this.columns = columns;
        this.key = key;
        this.fields = fields;
        this.rest = rest;
    }

    @Override
    public ColumnSet encode(SinkRecord record, RowBuffer out) {
        out.putShort(columns.columns().size());
        key.put(record, out);
        Struct value = (Struct) record.value();
        for (int i = 0; i < fields.length; i++) {
            // What takes the fields without a column finds them itself.
            rest[i].put(fields[i] == null ? value : value.get(fields[i]), out);
        }
        return columns;
    }
}
