package io.millrace.write;

import io.millrace.table.TableId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tables' rows have had new keys of late, so that it is worth asking whether the next ones do. Each question that
 * was of no use doubles the number of flushes before the next one. Confined to a lane's thread.
 */
final class Novelty {
    /** A question costs a few per cent of a flush: of 64 flushes, nothing that shows. */
    private static final int LONGEST_PAUSE = 64;

    private static final class Pause {
        private int length;
        private int left;
    }

    private final Map<TableId, Pause> pauses = new HashMap<>();

    /** Counts a flush of this table's rows, and decides whether it asks; held to be of no use until told otherwise. */
    boolean decide(TableId table) {
        Pause pause = pauses.computeIfAbsent(table, unknown -> new Pause());
        if (pause.left > 0) {
            pause.left--;
            return false;
        }
        pause.length = Math.min(LONGEST_PAUSE, Math.max(1, pause.length * 2));
        pause.left = pause.length;
        return true;
    }

    /** The question was of use: all keys were new, and are written. */
    void allWereNew(TableId table) {
        Pause pause = pauses.get(table);
        // What the question made of it, and half.
        pause.length /= 4;
        pause.left = 0;
    }
}
