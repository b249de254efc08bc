package io.millrace.encode;

import java.io.IOException;

/**
 * What becomes of the fields that have no column: passed over, or collected byte for byte into one object for the
 * column that is to store them. Confined to the task thread.
 */
final class JsonRest {
    private static final int SCRATCH_BYTES = 256;
    private static final int MAX_KEPT_BYTES = 1 << 20;

    private final int slot;
    private final JsonField store;
    private final JsonCompleteness completeness;
    private final RowBuffer object = new RowBuffer(SCRATCH_BYTES);

    private JsonRest(int slot, JsonField store, JsonCompleteness completeness) {
        this.slot = slot;
        this.store = store;
        this.completeness = completeness;
    }

    static JsonRest passedOver() {
        return new JsonRest(JsonFields.LEFT_OUT, null, null);
    }

    static JsonRest storedIn(int slot, JsonFields fields, JsonCompleteness completeness) {
        return new JsonRest(slot, fields.field(slot), completeness);
    }

    boolean isStored() {
        return store != null;
    }

    int slot() {
        return slot;
    }

    void begin() {
        object.clear();
    }

    /** Takes the field whose name has just been read. */
    void take(String name, JsonTokens tokens) throws IOException {
        if (!isStored()) {
            tokens.nextValue();
            tokens.skipValue();
            return;
        }
        int start = tokens.tokenStart();
        completeness.require(name, tokens.nextValue(), tokens);
        tokens.finishValue();
        object.putByte(object.size() == 0 ? '{' : ',');
        object.putBytes(tokens.array(), start, tokens.position() - start);
    }

    /** Writes the column's field: an object, empty where every field had a column. */
    void put(RowBuffer out) {
        if (object.size() == 0) {
            object.putByte('{');
        }
        object.putByte('}');
        store.putRaw(object.array(), 0, object.size(), out);
        if (object.capacity() > MAX_KEPT_BYTES) {
            object.shrinkTo(SCRATCH_BYTES);
        }
    }
}
