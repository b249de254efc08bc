package io.millrace.write;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The records of those keys of a table batch of which the server refused a row. A refused row hides what it superseded,
 * so all records of its key are written again, one after the other as they came: the newest good one wins, and each
 * bad one is told. Confined to a lane's thread.
 */
final class KeyHistory {
    private static final int[] NONE = {};

    private final TableBatch table;
    private final BitSet keys = new BitSet();

    private KeyHistory(TableBatch table) {
        this.table = table;
    }

    /** Takes out of the refused rows those whose key has more records, and gives all records of these keys. */
    static int[] take(TableBatch table, List<RefusedRow> refused) {
        if (table.superseded() == 0 && table.deletes() == 0) {
            // Then each key has one record.
            return NONE;
        }
        KeyHistory history = new KeyHistory(table);
        refused.forEach(history::note);
        return history.keys.isEmpty() ? NONE : history.records(refused);
    }

    private void note(RefusedRow refused) {
        if (refused.table() == table) {
            keys.set(table.entryOf(refused.row()));
        }
    }

    private int[] records(List<RefusedRow> refused) {
        int[] entries = new int[table.size()];
        int[] counts = new int[table.index().size()];
        for (int row = 0; row < table.size(); row++) {
            entries[row] = table.isRecord(row) ? table.entryOf(row) : KeyIndex.NONE;
            if (entries[row] != KeyIndex.NONE) {
                counts[entries[row]]++;
            }
        }
        refused.removeIf(it -> it.table() == table && counts[table.entryOf(it.row())] > 1);
        int[] rows = new int[table.size()];
        int count = 0;
        for (int row = 0; row < table.size(); row++) {
            boolean isWanted = entries[row] != KeyIndex.NONE && keys.get(entries[row]) && counts[entries[row]] > 1;
            if (isWanted) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
