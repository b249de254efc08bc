package io.millrace.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A unique index or constraint, with its columns in the index's order. Immutable.
 *
 * @param columns without those of INCLUDE; empty where a part of the index is an expression
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

    public boolean isOverExpression() {
        return columns.isEmpty();
    }

    /** Whether {@code ON CONFLICT (columns)} finds this index. */
    public boolean isConflictTarget() {
        return valid && !partial && !deferrable && !isOverExpression();
    }

    /** Whether it is over exactly these columns, in whatever order. */
    public boolean isOver(Set<String> names) {
        return names.equals(new HashSet<>(columns));
    }

    /** Whether two rows that differ in these columns can never meet in it. */
    public boolean contains(Collection<String> names) {
        return columns.containsAll(names);
    }
}
