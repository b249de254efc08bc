package io.millrace.table;

import java.util.List;

/**
 * A table as pg_catalog had it when it was learned. Immutable.
 *
 * @param id the table's real schema and name
 * @param copyable whether COPY may write into it: not a view, and no row security for this role
 * @param tiesRows whether rows of different keys can meet: an exclusion constraint or a trigger of the user's
 * @param references tables this one refers to by foreign keys, itself excluded
 * @param referenced whether another table refers to this one
 */
public record TableShape(
        TableId id,
        List<Column> columns,
        List<UniqueIndex> uniqueIndexes,
        boolean copyable,
        boolean tiesRows,
        List<TableId> references,
        boolean referenced) {
    public TableShape {
        columns = List.copyOf(columns);
        uniqueIndexes = List.copyOf(uniqueIndexes);
        references = List.copyOf(references);
    }

    public boolean hasForeignKeys() {
        return referenced || !references.isEmpty();
    }
}
