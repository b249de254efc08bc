package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Writes rows that come as a Struct of one schema: one array of fields, one of columns. Confined to the task thread. */
final class StructPlan implements RowPlan {
    private final ColumnSet columns;
    private final KeyFields key;
    private final Field[] fields;
    private final ColumnField[] rest;
    private final LackingStructs lacking;
    private final boolean[] mayLack;

    /** The fields and columns are those of the set after the key's, in its order; without a field, the value is meant. */
    StructPlan(ColumnSet columns, KeyFields key, Field[] fields, ColumnField[] rest, LackingStructs lacking) {
        this.columns = columns;
        this.key = key;
        this.fields = fields;
        this.rest = rest;
        this.lacking = lacking;
        this.mayLack = lacking.candidates(rest);
    }

    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        int start = out.size();
        out.putShort(columns.columns().size());
        key.put(change, out);
        Struct value = (Struct) change.image();
        for (int i = 0; i < fields.length; i++) {
            // What takes the fields without a column finds them itself.
            Object field = fields[i] == null ? value : value.get(fields[i]);
            if (mayLack[i] && lacking.isUnavailable(field)) {
                out.cutTo(start);
                return lacking.plan(value, key, fields, rest).encode(change, out);
            }
            rest[i].put(field, out);
        }
        return columns;
    }
}
