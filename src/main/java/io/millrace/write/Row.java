package io.millrace.write;

import io.millrace.encode.RowBuffer;
import io.millrace.table.ColumnSet;
import java.util.Arrays;

/**
 * One encoded row on its way into a batch; the same instance serves one row after the other. Confined to the task
 * thread.
 */
public final class Row {
    private static final int FIRST_BYTES = 1024;
    /** What a row of unusual size made of a buffer is let go of with the next row. */
    private static final int MAX_KEPT_BYTES = 1 << 20;

    private final RowBuffer tuple = new RowBuffer(FIRST_BYTES);
    private final RowBuffer key = new RowBuffer(FIRST_BYTES);
    private final RowBuffer former = new RowBuffer(FIRST_BYTES);
    private final RowBuffer formerKey = new RowBuffer(FIRST_BYTES);
    private RowTarget target;
    private ColumnSet set;
    private ColumnSet formerSet;
    private RowKind kind;
    private long hash;
    private int slot;
    private long offset;
    private long timestamp;
    private Object record;
    private int recordBytes;

    /** Says whose record the next row comes from: the slot of its partition, its offset, its timestamp in ms. */
    public void from(int partitionSlot, long recordOffset, long recordTimestamp) {
        slot = partitionSlot;
        offset = recordOffset;
        timestamp = recordTimestamp;
        record = null;
        recordBytes = 0;
    }

    /** Keeps the record itself with the row, which holds about so much memory until the row is durable. */
    public void keep(Object original, int heldBytes) {
        record = original;
        recordBytes = heldBytes;
    }

    /** Begins a row for this target; the caller then fills {@link #tuple()}. */
    public void begin(RowTarget rowTarget, RowKind rowKind) {
        clear(tuple);
        clear(key);
        clear(former);
        hash = 0;
        target = rowTarget;
        kind = rowKind;
    }

    private static void clear(RowBuffer buffer) {
        if (buffer.capacity() > MAX_KEPT_BYTES) {
            buffer.shrinkTo(FIRST_BYTES);
        } else {
            buffer.clear();
        }
    }

    /** Ends the row: its columns are known now, and so is its key. */
    public void end(ColumnSet columns) {
        set = columns;
        if (target.isIndexed()) {
            target.keyForm().append(tuple.array(), 0, key);
            hash = KeyHash.of(key);
        }
    }

    /**
     * Says that {@link #former()} holds the key that the row had until now, as a tuple. It moves, unless PostgreSQL
     * holds both keys equal.
     */
    public void replaces(ColumnSet keyColumns) {
        formerSet = keyColumns;
        kind = hasFormerKey() ? kind : RowKind.MOVE;
    }

    /** To be filled with another key, as a tuple. */
    public RowBuffer beginFormer() {
        clear(former);
        return former;
    }

    /** Whether {@link #former()} is to PostgreSQL the row's own key. */
    public boolean hasFormerKey() {
        formerKey.clear();
        target.keyForm().append(former.array(), 0, formerKey);
        return Arrays.equals(formerKey.array(), 0, formerKey.size(), key.array(), 0, key.size());
    }

    /** Ends a row that stands for a whole table, and has neither a key nor columns of its own. */
    public void endWhole(ColumnSet keyColumns) {
        set = keyColumns;
    }

    /** Becomes a row of a batch again, as it was when it joined it. */
    void copy(TableBatch table, int number) {
        begin(table.target(), table.kind(number));
        tuple.putBytes(table.bytes(), table.start(number), table.end(number) - table.start(number));
        end(table.set(number));
    }

    public RowBuffer tuple() {
        return tuple;
    }

    public RowBuffer former() {
        return former;
    }

    public RowTarget target() {
        return target;
    }

    public long hash() {
        return hash;
    }

    public int slot() {
        return slot;
    }

    public long offset() {
        return offset;
    }

    long timestamp() {
        return timestamp;
    }

    /** The record that is kept with the row, or null where none is. */
    Object record() {
        return record;
    }

    int recordBytes() {
        return recordBytes;
    }

    int length() {
        return tuple.size() + key.size() + former.size();
    }

    RowBuffer key() {
        return key;
    }

    ColumnSet set() {
        return set;
    }

    ColumnSet formerSet() {
        return formerSet;
    }

    public RowKind kind() {
        return kind;
    }
}
