package io.millrace.write;

import io.millrace.table.TableId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tables' rows have had new keys of late, so that it is worth asking whether the next ones do. Each answer to the
 * contrary doubles the number of flushes before the next question. Confined to a lane's thread.
 */
final class Novelty {
    private static final int LONGEST_PAUSE = 64;

    private final Map<TableId, Pause> pauses = new HashMap<>();

    private static final class Pause {
        private int length;
        private int left;
    }

    /** Whether to ask about the next rows of this table; counts them. */
    boolean isLikely(TableId table) {
        Pause pause = pauses.computeIfAbsent(table, unknown -> new Pause());
        return pause.left-- <= 0;
    }

    void allWereNew(TableId table) {
        Pause pause = pauses.get(table);
        pause.length /= 2;
        pause.left = 0;
    }

    void someWereKnown(TableId table) {
        Pause pause = pauses.get(table);
        pause.length = Math.min(LONGEST_PAUSE, Math.max(1, pause.length * 2));
        pause.left = pause.length;
    }
}
