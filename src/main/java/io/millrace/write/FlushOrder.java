package io.millrace.write;

import io.millrace.table.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables in the order in which their rows are written: those that others refer to by foreign keys first. Tables that
 * refer to each other in a circle keep the order they came in. Confined to one flush.
 */
final class FlushOrder {
    private final List<TableBatch> tables;
    private final Set<TableBatch> visited = new HashSet<>();
    private final List<TableBatch> ordered = new ArrayList<>();

    private FlushOrder(List<TableBatch> tables) {
        this.tables = tables;
    }

    static List<TableBatch> parentsFirst(List<TableBatch> tables) {
        if (tables.size() < 2) {
            return tables;
        }
        FlushOrder order = new FlushOrder(tables);
        tables.forEach(order::visit);
        return order.ordered;
    }

    private void visit(TableBatch table) {
        if (!visited.add(table)) {
            return;
        }
        for (TableId parent : table.destination().shape().references()) {
            for (TableBatch candidate : tables) {
                if (candidate.destination().id().equals(parent)) {
                    visit(candidate);
                }
            }
        }
        ordered.add(table);
    }
}
