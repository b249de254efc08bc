package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers refused rows that one statement can take, in the order in which they were refused. Stateless. */
final class RowGroups {
    private RowGroups() {}

    private record Kind(TableBatch table, RowKind kind, ColumnSet set, String constraint) {}

    /** The rows as selections, those of one table, kind and column set together. */
    static List<RowSelection> selections(List<RefusedRow> rows) {
        Map<Kind, List<RefusedRow>> groups = new LinkedHashMap<>();
        for (RefusedRow row : rows) {
            groups.computeIfAbsent(kind(row, ""), none -> new ArrayList<>()).add(row);
        }
        return groups.values().stream().map(RowGroups::selection).toList();
    }

    /** The rows by the constraint that refused them. */
    static List<List<RefusedRow>> byConstraint(List<RefusedRow> rows) {
        Map<Kind, List<RefusedRow>> groups = new LinkedHashMap<>();
        for (RefusedRow row : rows) {
            String constraint = row.failure().names().constraint();
            groups.computeIfAbsent(kind(row, constraint), none -> new ArrayList<>())
                    .add(row);
        }
        return List.copyOf(groups.values());
    }

    private static Kind kind(RefusedRow row, String constraint) {
        TableBatch table = row.table();
        return new Kind(table, table.kind(row.row()), table.set(row.row()), constraint);
    }

    static RowSelection selection(List<RefusedRow> alike) {
        TableBatch table = alike.get(0).table();
        int[] rows = alike.stream().mapToInt(RefusedRow::row).toArray();
        return new RowSelection(table, table.kind(rows[0]), table.set(rows[0]), rows, 0, rows.length);
    }
}
