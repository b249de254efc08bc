package io.millrace.lane;

import io.millrace.write.LaneBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which batch each lane writes at present. Guarded by HandOver's lock. */
final class InHand {
    private final LaneBatch[] writing;

    InHand(int lanes) {
        this.writing = new LaneBatch[lanes];
    }

    /** The lane writes this one; gives it back. */
    LaneBatch begin(int lane, LaneBatch batch) {
        writing[lane] = batch;
        return batch;
    }

    /** The lane writes nothing. */
    void end(int lane) {
        writing[lane] = null;
    }

    /** No lane writes this one. */
    void end(LaneBatch batch) {
        for (int lane = 0; lane < writing.length; lane++) {
            writing[lane] = writing[lane] == batch ? null : writing[lane];
        }
    }

    /** The lanes that write records of these slots. */
    List<Integer> holders(BitSet slots) {
        List<Integer> holders = new ArrayList<>();
        for (int lane = 0; lane < writing.length; lane++) {
            if (writing[lane] != null && writing[lane].holdsAny(slots::get)) {
                holders.add(lane);
            }
        }
        return holders;
    }

    int count() {
        int count = 0;
        for (LaneBatch batch : writing) {
            count += batch == null ? 0 : 1;
        }
        return count;
    }
}
