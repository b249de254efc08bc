package io.millrace.encode;

/** The key columns of a plan, in the key's order. Immutable, used on the task thread. */
final class KeyFields {
    private final KeyPart[] parts;
    private final ColumnField[] fields;
    private final boolean nullsEqual;

    KeyFields(KeyPart[] parts, ColumnField[] fields, boolean nullsEqual) {
        this.parts = parts;
        this.fields = fields;
        this.nullsEqual = nullsEqual;
    }

    void put(Change change, RowBuffer out) {
        for (int i = 0; i < parts.length; i++) {
            fields[i].putKey(parts[i].read(change), nullsEqual, out);
        }
    }
}
