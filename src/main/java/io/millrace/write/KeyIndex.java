package io.millrace.write;

import io.millrace.encode.RowBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The keys of one table batch, and for each the row that deletes it and the row that writes it, if any. Open
 * addressing over canonical key bytes. Owned by whoever holds the batch.
 */
final class KeyIndex {
    static final int NONE = -1;
    private static final int FIRST_ENTRIES = 1024;

    private final RowBuffer keys = new RowBuffer(FIRST_ENTRIES * 16);
    private int[] table = emptyTable(FIRST_ENTRIES * 2);
    private int[] hashes = new int[FIRST_ENTRIES];
    /** Where the key of an entry begins; it ends where the next one begins. */
    private int[] starts = new int[FIRST_ENTRIES + 1];

    private int[] deletes = new int[FIRST_ENTRIES];
    private int[] writes = new int[FIRST_ENTRIES];
    private int size;

    private static int[] emptyTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** The entry of this key, or {@link #NONE}. */
    int find(RowBuffer key, long hash) {
        int wanted = (int) hash;
        int mask = table.length - 1;
        for (int place = wanted & mask; table[place] != NONE; place = (place + 1) & mask) {
            int entry = table[place];
            if (hashes[entry] == wanted && holds(entry, key)) {
                return entry;
            }
        }
        return NONE;
    }

    private boolean holds(int entry, RowBuffer key) {
        return Arrays.equals(keys.array(), starts[entry], starts[entry + 1], key.array(), 0, key.size());
    }

    /** Adds a key that is not there, without rows. */
    int add(RowBuffer key, long hash) {
        if (size == hashes.length) {
            grow();
        }
        int entry = size++;
        hashes[entry] = (int) hash;
        deletes[entry] = NONE;
        writes[entry] = NONE;
        keys.putBytes(key.array(), 0, key.size());
        starts[entry + 1] = keys.size();
        place(entry);
        return entry;
    }

    private void place(int entry) {
        int mask = table.length - 1;
        int place = hashes[entry] & mask;
        while (table[place] != NONE) {
            place = (place + 1) & mask;
        }
        table[place] = entry;
    }

    private void grow() {
        int capacity = hashes.length * 2;
        hashes = Arrays.copyOf(hashes, capacity);
        starts = Arrays.copyOf(starts, capacity + 1);
        deletes = Arrays.copyOf(deletes, capacity);
        writes = Arrays.copyOf(writes, capacity);
        table = emptyTable(capacity * 2);
        for (int entry = 0; entry < size; entry++) {
            place(entry);
        }
    }

    int size() {
        return size;
    }

    int deleteOf(int entry) {
        return deletes[entry];
    }

    int writeOf(int entry) {
        return writes[entry];
    }

    void setDelete(int entry, int row) {
        deletes[entry] = row;
    }

    void setWrite(int entry, int row) {
        writes[entry] = row;
    }

    /** Forgets the rows of an entry that are not live any more. */
    void dropUnless(int entry, IntPredicate live) {
        deletes[entry] = deletes[entry] != NONE && live.test(deletes[entry]) ? deletes[entry] : NONE;
        writes[entry] = writes[entry] != NONE && live.test(writes[entry]) ? writes[entry] : NONE;
    }

    byte[] keyBytes() {
        return keys.array();
    }

    int keyStart(int entry) {
        return starts[entry];
    }

    int keyEnd(int entry) {
        return starts[entry + 1];
    }

    void clear() {
        Arrays.fill(table, NONE);
        keys.clear();
        size = 0;
    }
}
