package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes rows that come as a map, where each record may bring other columns: the entries are laid out by the
 * table's columns first, and the set of those that are there decides the row. Confined to the task thread.
 */
final class MapPlan implements RowPlan {
    // Records that differ in which optional entries they have; beyond this the sets are found anew.
    private static final int MAX_LAYOUTS = 1000;

    private final KeyFields key;
    private final MapSlots slots;
    private final RowColumns columns;
    private final Unavailable unavailable;
    private final JsonCompleteness store;
    private final boolean[] mayLack;
    private final Map<BitSet, Layout> layouts = new HashMap<>();

    // Of the record being encoded
    private final Object[] values;
    /** The slots of the entries that are there; and behind the last slot, whether a value was not available. */
    private final BitSet present = new BitSet();

    private final Map<String, Object> stored = new LinkedHashMap<>();

    private BitSet lastPresent = new BitSet();
    private Layout last;

    /** The last is of what is stored together, where something is. */
    MapPlan(KeyFields key, MapSlots slots, RowColumns columns, Unavailable unavailable, JsonCompleteness store) {
        this.key = key;
        this.slots = slots;
        this.columns = columns;
        this.unavailable = unavailable;
        this.store = store;
        this.values = new Object[slots.size()];
        this.mayLack = new boolean[slots.size()];
        for (int slot = 0; slot < mayLack.length; slot++) {
            mayLack[slot] = unavailable.mayBeIn(slots.field(slot).column());
        }
    }

    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        layOut(mapOf(change));
        Layout layout = layout();
        out.putShort(layout.columns.columns().size());
        key.put(change, out);
        for (int slot : layout.slots) {
            slots.field(slot).put(values[slot], out);
        }
        return layout.columns;
    }

    static Map<?, ?> mapOf(Change change) {
        if (change.image() instanceof Map<?, ?> map) {
            return map;
        }
        throw new DataException("a value that is " + ValueKind.describe(change.image()) + " has no fields: use a"
                + " converter that gives them, such as JsonConverter or AvroConverter");
    }

    private void layOut(Map<?, ?> map) {
        Arrays.fill(values, null);
        present.clear();
        beginStore();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            int slot = slots.find(entry.getKey());
            if (slot >= 0 && isThere(slot, entry.getValue())) {
                values[slot] = entry.getValue();
                present.set(slot);
            } else if (slot == MapSlots.STORED) {
                store.require((String) entry.getKey(), entry.getValue());
                stored.put((String) entry.getKey(), entry.getValue());
            }
        }
    }

    private boolean isThere(int slot, Object value) {
        if (mayLack[slot] && unavailable.is(value)) {
            columns.leaveOut(slots.field(slot).column());
            present.set(slots.size());
            return false;
        }
        return true;
    }

    private void beginStore() {
        if (slots.storeSlot() != MapSlots.NO_STORE) {
            stored.clear();
            values[slots.storeSlot()] = stored;
            present.set(slots.storeSlot());
        }
    }

    private Layout layout() {
        if (last == null || !present.equals(lastPresent)) {
            lastPresent = (BitSet) present.clone();
            last = layouts.get(lastPresent);
            last = last == null ? learn() : last;
        }
        return last;
    }

    private Layout learn() {
        List<Column> brought = new ArrayList<>();
        present.stream()
                .filter(slot -> slot < slots.size())
                .forEach(slot -> brought.add(slots.field(slot).column()));
        boolean isLacking = present.get(slots.size());
        ColumnSet set = isLacking ? columns.lacking(brought) : columns.of(brought);
        int[] order = set.rest().stream().mapToInt(slots::slotOf).toArray();
        Layout layout = new Layout(set, order);
        if (layouts.size() == MAX_LAYOUTS) {
            layouts.clear();
        }
        layouts.put(lastPresent, layout);
        return layout;
    }

    /** The slots of a set's columns after the key's, in the set's order. */
    private record Layout(ColumnSet columns, int[] slots) {}
}
