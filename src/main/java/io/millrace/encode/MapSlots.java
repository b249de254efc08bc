package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.Destination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** The slot of each name that entries of a map have had: the place of its column in the table. Confined to the task thread. */
final class MapSlots {
    /** What a name has whose column is not written from the value: the key's, or one the server generates. */
    static final int LEFT_OUT = -1;

    /** What a name has that means no column, where such entries are stored together. */
    static final int STORED = -2;

    /** The slot of the column they are stored in, where they are not. */
    static final int NO_STORE = -1;

    // Names come from the records, so their number has a bound; beyond it they are looked up anew.
    private static final int MAX_NAMES = 10_000;

    private final List<Column> columns;
    private final RowColumns rows;
    private final ColumnField[] fields;
    private final int storeSlot;
    private final Map<String, Integer> known = new HashMap<>();

    MapSlots(Destination destination, RowColumns rows, Encoders encoders, Schema elements) {
        this.columns = destination.shape().columns();
        this.rows = rows;
        this.fields = new ColumnField[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            Column column = columns.get(i);
            fields[i] = new ColumnField(column, encoders.find(elements, column));
        }
        this.storeSlot = rows.store().map(this::slotOf).orElse(NO_STORE);
    }

    /** The slot of the column for the entries that have none; {@link #NO_STORE} where they are passed over. */
    int storeSlot() {
        return storeSlot;
    }

    int size() {
        return fields.length;
    }

    ColumnField field(int slot) {
        return fields[slot];
    }

    int slotOf(Column column) {
        for (int i = 0; i < fields.length; i++) {
            if (columns.get(i).number() == column.number()) {
                return i;
            }
        }
        throw new IllegalStateException("a column of another table: " + column.name());
    }

    int find(Object name) {
        if (!(name instanceof String field)) {
            throw new DataException("a map with keys that are no strings cannot become a row");
        }
        Integer slot = known.get(field);
        return slot != null ? slot : learn(field);
    }

    private int learn(String field) {
        int slot = rows.isMark(field) ? LEFT_OUT : slotOfEntry(field);
        if (known.size() == MAX_NAMES) {
            known.clear();
        }
        known.put(field, slot);
        return slot;
    }

    private int slotOfEntry(String field) {
        return rows.find(field).map(this::slotOrLeftOut).orElse(storeSlot == NO_STORE ? LEFT_OUT : STORED);
    }

    private int slotOrLeftOut(Column column) {
        return rows.isLeftOut(column) ? LEFT_OUT : slotOf(column);
    }
}
