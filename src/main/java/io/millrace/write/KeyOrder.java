package io.millrace.write;

import java.util.Arrays;

/**
 * The live rows of an indexed table batch in the order of their keys; in arrival order where the key has no canonical
 * form or order between keys matters. Stateless; runs on a lane's thread.
 *
 * <p>Every lane and task sorts alike, so two of them lock common rows in the same order and cannot deadlock; and rows
 * that are neighbours in the index are written one after the other.
 */
final class KeyOrder {
    private KeyOrder() {}

    static int[] deletes(TableBatch batch) {
        KeyIndex index = batch.index();
        int[] entries = new int[index.size()];
        int count = 0;
        for (int entry = 0; entry < index.size(); entry++) {
            if (index.deleteOf(entry) != KeyIndex.NONE) {
                entries[count++] = entry;
            }
        }
        sort(batch, entries, count);
        for (int at = 0; at < count; at++) {
            entries[at] = index.deleteOf(entries[at]);
        }
        return arrange(batch, Arrays.copyOf(entries, count));
    }

    static int[] writes(TableBatch batch) {
        KeyIndex index = batch.index();
        int[] entries = new int[index.size()];
        int count = 0;
        for (int entry = 0; entry < index.size(); entry++) {
            if (index.writeOf(entry) != KeyIndex.NONE) {
                entries[count++] = entry;
            }
        }
        sort(batch, entries, count);
        for (int at = 0; at < count; at++) {
            entries[at] = index.writeOf(entries[at]);
        }
        return arrange(batch, Arrays.copyOf(entries, count));
    }

    private static void sort(TableBatch batch, int[] entries, int count) {
        if (batch.mayReorder()) {
            KeySort.sort(batch.index(), entries, count);
        }
    }

    private static int[] arrange(TableBatch batch, int[] rows) {
        if (!batch.mayReorder()) {
            Arrays.sort(rows);
        }
        return rows;
    }
}
