package io.millrace.lane;

import io.millrace.write.LaneBatch;
import java.util.concurrent.atomic.AtomicLong;

/** What the batches hold that have not come back. Counted by the task thread, and by lanes where they divide batches. */
final class Held {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();

    void add(long moreBytes, long moreRecords) {
        bytes.addAndGet(moreBytes);
        records.addAndGet(moreRecords);
    }

    void add(LaneBatch batch) {
        add(batch.heldBytes(), batch.records());
    }

    void remove(LaneBatch batch) {
        add(-batch.heldBytes(), -batch.records());
    }

    /** These records are set aside, or no longer where there are less than none. */
    void setAside(long more) {
        setAside.addAndGet(more);
    }

    long bytes() {
        return bytes.get();
    }

    /** Those that lanes are about to write: not those that are set aside. */
    long records() {
        return records.get() - setAside.get();
    }
}
