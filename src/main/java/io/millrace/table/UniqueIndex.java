package io.millrace.table;

import java.util.List;

/**
 * A unique index or constraint, with its columns in the index's order.
 *
 * @param columns empty where a part of the index is an expression
 */
public record UniqueIndex(
        String name,
        List<String> columns,
        boolean primary,
        boolean valid,
        boolean partial,
        boolean deferrable,
        boolean nullsNotDistinct) {
    public UniqueIndex {
        columns = List.copyOf(columns);
    }
}
