package io.millrace.lane;

import io.millrace.write.LaneBatch;
import java.util.ArrayDeque;
import java.util.Deque;

/** Emptied batches whose memory is used again. Confined to the task thread. */
final class FreeBatches {
    private final Deque<LaneBatch> free = new ArrayDeque<>();
    private final int most;

    FreeBatches(int most) {
        this.most = most;
    }

    LaneBatch take() {
        return free.isEmpty() ? new LaneBatch() : free.pop();
    }

    void giveBack(LaneBatch batch) {
        if (free.size() < most) {
            batch.clear();
            free.push(batch);
        }
    }

    void clear() {
        free.clear();
    }
}
