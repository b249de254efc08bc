package io.millrace.write;

import io.millrace.table.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a batch's tables in the order in which they are written: parents before children. Stateless. */
final class FlushOrder {
    private FlushOrder() {}

    /** Tables that refer to each other in a circle stay in the order of their first rows. */
    static List<TableBatch> parentsFirst(List<TableBatch> tables) {
        if (tables.size() < 2) {
            return tables;
        }
        Map<TableId, TableBatch> byId = new LinkedHashMap<>();
        tables.forEach(table -> byId.put(table.destination().id(), table));
        List<TableBatch> ordered = new ArrayList<>(tables.size());
        Set<TableId> visited = new HashSet<>();
        for (TableBatch table : tables) {
            visit(table, byId, visited, ordered);
        }
        return ordered;
    }

    private static void visit(
            TableBatch table, Map<TableId, TableBatch> byId, Set<TableId> visited, List<TableBatch> ordered) {
        if (!visited.add(table.destination().id())) {
            return;
        }
        for (TableId parent : table.destination().shape().references()) {
            if (byId.containsKey(parent)) {
                visit(byId.get(parent), byId, visited, ordered);
            }
        }
        ordered.add(table);
    }
}
