package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a table batch into selections, each for one statement. Stateless; runs on a lane's thread.
 *
 * <p>Where order between keys is free, a batch gives one selection of deletes and one of writes a column set, each
 * sorted by key. Where it is not, it gives runs of rows in arrival order.
 */
final class Selections {
    private Selections() {}

    /** All rows of a batch that is about one record alone, as they came; the first one's columns are the key's. */
    static RowSelection all(TableBatch batch, RowKind kind) {
        int[] rows = new int[batch.size()];
        Arrays.setAll(rows, row -> row);
        return new RowSelection(batch, kind, batch.set(0), rows, 0, rows.length);
    }

    /** The live rows to be deleted; they go before the writes, since a key deleted and then written has both. */
    static List<RowSelection> deletes(TableBatch batch) {
        return batch.deletes() == 0 ? List.of() : group(batch, RowKind.DELETE, KeyOrder.deletes(batch));
    }

    /** The live rows to be written. */
    static List<RowSelection> writes(TableBatch batch) {
        int[] rows = batch.isIndexed() ? KeyOrder.writes(batch) : arrivals(batch);
        return group(batch, RowKind.WRITE, rows);
    }

    /** One selection a column set, each in the given order. */
    private static List<RowSelection> group(TableBatch batch, RowKind kind, int[] rows) {
        List<ColumnSet> sets = new ArrayList<>();
        for (int row : rows) {
            ColumnSet set = batch.set(row);
            boolean isNew = sets.isEmpty() || (sets.get(sets.size() - 1) != set && !sets.contains(set));
            if (isNew) {
                sets.add(set);
            }
        }
        if (sets.size() == 1) {
            return List.of(new RowSelection(batch, kind, sets.get(0), rows, 0, rows.length));
        }
        List<RowSelection> selections = new ArrayList<>(sets.size());
        for (ColumnSet set : sets) {
            selections.add(only(batch, kind, set, rows));
        }
        return selections;
    }

    private static RowSelection only(TableBatch batch, RowKind kind, ColumnSet set, int[] rows) {
        int[] chosen = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            if (batch.set(row) == set) {
                chosen[count++] = row;
            }
        }
        return new RowSelection(batch, kind, set, chosen, 0, count);
    }

    /** The live rows in arrival order, cut where kind or columns change. */
    static List<RowSelection> runs(TableBatch batch) {
        return cut(batch, arrivals(batch));
    }

    private static int[] arrivals(TableBatch batch) {
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (batch.isLive(row)) {
                rows[count++] = row;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(rows, count);
    }

    /** Every record's own row in arrival order, superseded ones too, each to be written alone. */
    static List<RowSelection> replay(TableBatch batch) {
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (batch.isRecord(row)) {
                rows[count++] = row;
            }
        }
        return replay(batch, Arrays.copyOf(rows, count));
    }

    /** These rows in this order, each to be written alone. */
    static List<RowSelection> replay(TableBatch batch, int[] rows) {
        return cut(batch, rows).stream().map(RowSelection::eachAlone).toList();
    }

    private static List<RowSelection> cut(TableBatch batch, int[] rows) {
        List<RowSelection> runs = new ArrayList<>();
        int from = 0;
        for (int at = 1; at <= rows.length; at++) {
            if (at == rows.length || !isAlike(batch, rows[from], rows[at])) {
                runs.add(new RowSelection(batch, batch.kind(rows[from]), batch.set(rows[from]), rows, from, at - from));
                from = at;
            }
        }
        return rows.length == 0 ? List.of() : runs;
    }

    private static boolean isAlike(TableBatch batch, int one, int other) {
        return batch.set(one) == batch.set(other) && batch.isDelete(one) == batch.isDelete(other);
    }
}
