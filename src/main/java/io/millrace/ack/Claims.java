package io.millrace.ack;

import java.util.Arrays;

/**
 * The records whose fate one batch decides, by their original coordinates, in arrival order. Owned by whoever holds
 * the batch: the task thread while it is open, a lane while it is written.
 */
public final class Claims {
    private static final int FIRST_CAPACITY = 1024;

    private int[] slots = new int[FIRST_CAPACITY];
    private int[] tickets = new int[FIRST_CAPACITY];
    private long[] offsets = new long[FIRST_CAPACITY];
    /** As long as the others where records are kept, else empty. */
    private Object[] records = new Object[0];

    private int size;

    /** Adds a record and gives its number in this batch. */
    public int add(int slot, int ticket, long offset) {
        if (size == slots.length) {
            grow();
        }
        slots[size] = slot;
        tickets[size] = ticket;
        offsets[size] = offset;
        return size++;
    }

    private void grow() {
        int capacity = slots.length * 2;
        slots = Arrays.copyOf(slots, capacity);
        tickets = Arrays.copyOf(tickets, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        records = records.length == 0 ? records : Arrays.copyOf(records, capacity);
    }

    /** Keeps the record itself, for a report that must have the original; what it is, is nothing to us. */
    public void keep(int claim, Object record) {
        if (records.length == 0) {
            records = new Object[slots.length];
        }
        records[claim] = record;
    }

    /** Whether records are kept. */
    public boolean keeps() {
        return records.length > 0;
    }

    /** The record that was kept for this claim. */
    public Object record(int claim) {
        return records[claim];
    }

    public int size() {
        return size;
    }

    /** The opening of a partition that the record came from; see {@link OffsetLedger#open}. */
    public int slot(int claim) {
        return slots[claim];
    }

    public int ticket(int claim) {
        return tickets[claim];
    }

    public long offset(int claim) {
        return offsets[claim];
    }

    public void clear() {
        Arrays.fill(records, 0, Math.min(size, records.length), null);
        size = 0;
    }
}
