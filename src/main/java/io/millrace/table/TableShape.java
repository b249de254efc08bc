package io.millrace.table;

import java.util.List;
import java.util.Optional;

/**
 * A table as pg_catalog had it when it was learned. Immutable.
 *
 * @param id the table's real schema and name
 * @param copyable whether COPY may write into it: a table without row security for this role and without rules
 * @param tiesRows whether rows of different keys can meet by other ways than unique indexes: an exclusion constraint,
 *     a trigger or rule of the user's, or whatever a view or a foreign table hides
 * @param references tables this one refers to by foreign keys, itself excluded
 * @param referenced whether another table refers to this one
 * @param kind which sort of table it is
 * @param partitionKey the columns it is partitioned by; an expression among them is named {@code (expression)}
 */
public record TableShape(
        TableId id,
        List<Column> columns,
        List<UniqueIndex> uniqueIndexes,
        boolean copyable,
        boolean tiesRows,
        List<TableId> references,
        boolean referenced,
        RelationKind kind,
        List<String> partitionKey) {
    public TableShape {
        columns = List.copyOf(columns);
        uniqueIndexes = List.copyOf(uniqueIndexes);
        references = List.copyOf(references);
        partitionKey = List.copyOf(partitionKey);
    }

    /** A plain table. */
    public TableShape(
            TableId id,
            List<Column> columns,
            List<UniqueIndex> uniqueIndexes,
            boolean copyable,
            boolean tiesRows,
            List<TableId> references,
            boolean referenced) {
        this(id, columns, uniqueIndexes, copyable, tiesRows, references, referenced, RelationKind.TABLE, List.of());
    }

    public boolean hasForeignKeys() {
        return referenced || !references.isEmpty();
    }

    /** Whether PostgreSQL can truncate it by itself. */
    public boolean isTruncatable() {
        return !referenced && !kind.isFacade();
    }

    public Optional<UniqueIndex> primaryKey() {
        return uniqueIndexes.stream().filter(UniqueIndex::primary).findFirst();
    }
}
