package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;

/**
 * A condition that holds for every row and that the server refuses to parse where a column no longer has the type that
 * its values were encoded for. Stateless.
 *
 * <p>Eight bytes of a bigint are eight bytes of a double precision, too, so COPY BINARY into a column that was retyped
 * between two batches would write wrong values without an error, and an assignment from a timestamp to a timestamptz
 * would shift them. A comparison of arrays takes equal types only, and is resolved when the statement is parsed, with
 * no row read and no privilege needed but USAGE of the schema; the planner then drops what follows {@code true OR}.
 */
final class TypeGuard {
    private TypeGuard() {}

    /** Empty where no column of the set travels in a binary form. */
    static String of(ColumnSet set) {
        SqlText text = new SqlText();
        int guarded = 0;
        for (Column column : set.columns()) {
            // What travels as text is cast to the column's type by name, or refused.
            if (column.type().hasBinaryArray()) {
                text.add(guarded++ == 0 ? "(true" : "")
                        .add(" OR ARRAY[(NULL::")
                        .add(set.destination().id().sql())
                        .add(").")
                        .add(column.sql())
                        .add("] OPERATOR(pg_catalog.=) NULL::")
                        .add(column.type().name())
                        .add("[]");
            }
        }
        return guarded == 0 ? "" : text.add(")").toString();
    }

    /** The guard as a statement's only condition. */
    static String where(ColumnSet set) {
        String guard = of(set);
        return guard.isEmpty() ? "" : " WHERE " + guard;
    }

    /** The guard after other conditions. */
    static String and(ColumnSet set) {
        String guard = of(set);
        return guard.isEmpty() ? "" : " AND " + guard;
    }
}
