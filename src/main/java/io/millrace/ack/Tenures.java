package io.millrace.ack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenure of each slot whose offsets are stored with the rows. The task thread grants and ends them; lanes read them
 * at any time.
 */
public final class Tenures {
    private final Map<Integer, Tenure> bySlot = new ConcurrentHashMap<>();

    public void grant(int slot, Tenure tenure) {
        bySlot.put(slot, tenure);
    }

    public void end(int slot) {
        bySlot.remove(slot);
    }

    /** The tenure of a slot, or null where it has ended. */
    public Tenure of(int slot) {
        return bySlot.get(slot);
    }
}
