package io.millrace.lane;

import io.millrace.write.LaneBatch;
import java.util.ArrayDeque;
import java.util.Deque;

/** Emptied batches whose memory is used again, up to a limit. Confined to the task thread. */
final class FreeBatches {
    private final Deque<LaneBatch> free = new ArrayDeque<>();
    private final long mostBytes;
    private long bytes;

    FreeBatches(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The one given back last, which is most likely still in the processor's caches. */
    LaneBatch take() {
        if (free.isEmpty()) {
            return new LaneBatch();
        }
        LaneBatch batch = free.pop();
        bytes -= batch.capacity();
        return batch;
    }

    void giveBack(LaneBatch batch) {
        long capacity = batch.capacity();
        if (bytes + capacity <= mostBytes) {
            bytes += capacity;
            batch.clear();
            free.push(batch);
        }
    }

    void clear() {
        free.clear();
        bytes = 0;
    }
}
