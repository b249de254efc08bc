package io.millrace.encode;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.BitSet;

/**
 * Writes the fields of one JSON object as those of a row. Each is encoded where the row ends so far; when all are
 * there, and they did not come in the row's order or one came twice, they are put into order. Confined to the task
 * thread.
 */
final class JsonRow implements JsonTokens.Reading {
    private static final int SCRATCH_BYTES = 1024;
    // More than this is let go of again.
    private static final int MAX_KEPT_BYTES = 1 << 20;

    private final JsonFields fields;
    private final JsonRest rest;
    private final JsonGaps gaps;
    private final int[] starts;
    private final int[] ends;
    private final RowBuffer scratch = new RowBuffer(SCRATCH_BYTES);

    // Of the object being read
    private final BitSet present = new BitSet();
    private RowBuffer out;
    private int body;
    private int lastSlot;
    private boolean inOrder;

    JsonRow(JsonFields fields, JsonRest rest, JsonGaps gaps) {
        this.fields = fields;
        this.rest = rest;
        this.gaps = gaps;
        this.starts = new int[fields.size()];
        this.ends = new int[fields.size()];
    }

    /** Says where the fields of the next object are to be appended. */
    JsonRow into(RowBuffer row) {
        out = row;
        body = row.size();
        lastSlot = -1;
        inOrder = true;
        present.clear();
        rest.begin();
        return this;
    }

    /** The slots of the columns that the object brought; and behind the last slot, whether a value was not available. */
    BitSet present() {
        return present;
    }

    @Override
    public void read(JsonTokens tokens) throws IOException {
        int place = 0;
        for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
            int slot = fields.slotOf(name, place++, tokens);
            if (slot >= 0) {
                take(slot, tokens.nextValue(), tokens);
            } else if (slot == JsonFields.UNKNOWN) {
                rest.take(name, tokens);
            } else {
                tokens.nextValue();
                tokens.skipValue();
            }
        }
        finish();
    }

    private void take(int slot, JsonToken token, JsonTokens tokens) throws IOException {
        if (gaps.isOne(slot, token, tokens)) {
            tokens.skipValue();
            inOrder &= !present.get(slot);
            present.clear(slot);
            present.set(fields.size());
        } else {
            put(slot, token, tokens);
        }
    }

    private void put(int slot, JsonToken token, JsonTokens tokens) throws IOException {
        int start = out.size();
        fields.field(slot).put(token, tokens, out);
        mark(slot, start);
    }

    // A name that comes twice comes out of order, and its last field is the one that is known.
    private void mark(int slot, int start) {
        inOrder &= slot > lastSlot;
        lastSlot = slot;
        starts[slot] = start;
        ends[slot] = out.size();
        present.set(slot);
    }

    private void finish() {
        if (rest.isStored()) {
            int start = out.size();
            rest.put(out);
            mark(rest.slot(), start);
        }
        requireKey();
        if (!inOrder) {
            sort();
        }
    }

    private void requireKey() {
        for (int slot = 0; slot < starts.length && fields.field(slot).requiresValue(); slot++) {
            if (!present.get(slot)) {
                fields.field(slot).target().putKey(null, false, out);
            }
        }
    }

    private void sort() {
        scratch.clear();
        scratch.putBytes(out.array(), body, out.size() - body);
        out.cutTo(body);
        for (int slot = present.nextSetBit(0); isColumn(slot); slot = present.nextSetBit(slot + 1)) {
            out.putBytes(scratch.array(), starts[slot] - body, ends[slot] - starts[slot]);
        }
        if (scratch.capacity() > MAX_KEPT_BYTES) {
            scratch.shrinkTo(SCRATCH_BYTES);
        }
    }

    private boolean isColumn(int slot) {
        return slot >= 0 && slot < fields.size();
    }
}
