package io.millrace.lane;

import io.millrace.write.LaneBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which batches must wait for which, whatever their lanes: one whose only record touches more than one key of its table
 * goes when all before it with rows of that table are done, and those behind it when it is. Guarded by HandOver's lock.
 *
 * <p>A batch waits for earlier ones only, and every lane has its batches in this order. So the earliest that is not
 * done never waits, and nothing can wait for ever.
 */
final class Precedence {
    /** Those closed to more rows and not yet done, in the order in which they were closed. */
    private final List<LaneBatch> pending = new ArrayList<>();

    private int alone;

    /** The batch is closed: what is closed later comes after it. */
    void enter(LaneBatch batch) {
        pending.add(batch);
        alone += batch.isAlone() ? 1 : 0;
    }

    /** The batch is done, or will never be. */
    void leave(LaneBatch batch) {
        pending.remove(batch);
        alone -= batch.isAlone() ? 1 : 0;
    }

    /** Others take the place of the first of these batches, and stand for all of them. */
    void replace(List<LaneBatch> batches, List<LaneBatch> others) {
        int place = pending.indexOf(batches.get(0));
        pending.removeAll(batches);
        pending.addAll(place, others);
    }

    /** Whether nothing that it must follow is pending; a batch that is still open comes after all that are closed. */
    boolean mayGo(LaneBatch batch) {
        for (int at = 0; alone > 0 && at < pending.size(); at++) {
            LaneBatch earlier = pending.get(at);
            if (earlier == batch) {
                return true;
            }
            if (batch.mustFollow(earlier)) {
                return false;
            }
        }
        return true;
    }
}
