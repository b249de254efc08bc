package io.millrace.encode;

import java.util.Objects;

/** The key columns of a plan, in the key's order. Immutable, used on the task thread. */
final class KeyFields {
    private final KeyPart[] parts;
    private final ColumnField[] fields;
    private final boolean nullsEqual;
    private final JsonKey json;

    KeyFields(KeyPart[] parts, ColumnField[] fields, boolean nullsEqual) {
        this(parts, fields, nullsEqual, null);
    }

    private KeyFields(KeyPart[] parts, ColumnField[] fields, boolean nullsEqual, JsonKey json) {
        this.parts = parts;
        this.fields = fields;
        this.nullsEqual = nullsEqual;
        this.json = json;
    }

    /** No columns: the value brings the key. */
    static KeyFields none() {
        return new KeyFields(new KeyPart[0], new ColumnField[0], false);
    }

    /** The same for records whose key, or whose row, may be the text of a JSON object. */
    KeyFields or(JsonKey other) {
        return new KeyFields(parts, fields, nullsEqual, other);
    }

    /**
     * Whether two rows differ in a part of the key. A part that the former one lacks is not known to differ: sources
     * that log no more than their own key leave the other columns null.
     */
    boolean differ(Change former, Change now) {
        boolean differ = false;
        for (KeyPart part : parts) {
            Object was = part.read(former);
            Object is = part.read(now);
            if (was == null && is != null) {
                return false;
            }
            differ |= !Objects.deepEquals(was, is);
        }
        return differ;
    }

    void put(Change change, RowBuffer out) {
        if (json != null && json.put(change, out)) {
            return;
        }
        for (int i = 0; i < parts.length; i++) {
            fields[i].putKey(parts[i].read(change), nullsEqual, out);
        }
    }
}
