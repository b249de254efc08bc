package io.millrace.encode;

import io.millrace.table.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that a JSON object may fill, in the order of a row, and which of them each field's name means. Records
 * of a topic mostly have the same fields in the same order, and the parser gives the same instance for a name it knows:
 * so what came last at this place is compared first. Confined to the task thread.
 */
final class JsonFields {
    /** What a name has whose column is written from elsewhere: from the record's key, or by the server. */
    static final int LEFT_OUT = -1;

    /** What a name has that means no column. */
    static final int UNKNOWN = -2;

    // Names come from the records, so their number has a bound; beyond it they are looked up anew.
    private static final int MAX_NAMES = 10_000;

    private static final int PLACES = 256;

    private final JsonField[] fields;
    private final Naming naming;
    private final Map<String, Integer> known = new HashMap<>();
    private final String[] lastNames = new String[PLACES];
    private final int[] lastSlots = new int[PLACES];

    JsonFields(List<JsonField> fields, Naming naming) {
        this.fields = fields.toArray(JsonField[]::new);
        this.naming = naming;
    }

    /** Says of a name that was not met before what it means. */
    @FunctionalInterface
    interface Naming {
        /** A column's slot, {@link #LEFT_OUT} or {@link #UNKNOWN}; or refuses it with a DataException. */
        int slotOf(String name, JsonFields fields);
    }

    int size() {
        return fields.length;
    }

    JsonField field(int slot) {
        return fields[slot];
    }

    /** The column's slot, {@link #LEFT_OUT} where it has none. */
    int slotOf(Column column) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].column().number() == column.number()) {
                return i;
            }
        }
        return LEFT_OUT;
    }

    /** The slot of the name that stands at this place of its object. */
    int slotOf(String name, int place, JsonTokens tokens) {
        if (place >= PLACES) {
            return find(name, tokens);
        }
        if (lastNames[place] != name) {
            lastSlots[place] = find(name, tokens);
            lastNames[place] = name;
        }
        return lastSlots[place];
    }

    private int find(String name, JsonTokens tokens) {
        Integer slot = known.get(name);
        return slot != null ? slot : learn(name, tokens);
    }

    private int learn(String name, JsonTokens tokens) {
        tokens.countNewName();
        int slot = naming.slotOf(name, this);
        if (known.size() == MAX_NAMES) {
            known.clear();
            Arrays.fill(lastNames, null);
        }
        known.put(name, slot);
        return slot;
    }
}
