package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.List;

/**
 * Where a statement finds its rows, as SQL: arrays of its parameters, or a staging table. Under either, the rows are
 * called {@code s} and their columns {@code c0}, {@code c1} and so on, in the order of the column set. Immutable.
 */
final class RowSource {
    private final String from;
    private final List<Column> columns;
    private final boolean staged;

    private RowSource(String from, List<Column> columns, boolean staged) {
        this.from = from;
        this.columns = columns;
        this.staged = staged;
    }

    static RowSource unnest(ColumnSet set) {
        SqlText arrays = new SqlText();
        SqlText names = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            ArrayType array = ArrayType.of(set.columns().get(column));
            arrays.comma(column).add("?::").add(array.sql());
            names.comma(column).add("c").add(column);
        }
        return new RowSource("unnest(" + arrays + ") AS s(" + names + ")", set.columns(), false);
    }

    /** So many rows with a parameter for each value; see {@link RowArrays}. */
    static RowSource values(ColumnSet set, int rows) {
        SqlText row = new SqlText();
        SqlText names = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            boolean isArray = set.columns().get(column).type().kind() == TypeKind.ARRAY;
            row.comma(column).add(isArray ? "?" : "(?)[1]");
            names.comma(column).add("c").add(column);
        }
        SqlText all = new SqlText();
        for (int item = 0; item < rows; item++) {
            all.comma(item).add("(").add(row.toString()).add(")");
        }
        return new RowSource("(VALUES " + all + ") AS s(" + names + ")", set.columns(), false);
    }

    static RowSource staging(ColumnSet set, String table) {
        return new RowSource(table + " AS s", set.columns(), true);
    }

    String from() {
        return from;
    }

    /** The column's value, of the column's type as far as an assignment or comparison needs it. */
    String value(int column) {
        PgType type = columns.get(column).type();
        boolean isCast = switch (type.kind()) {
            case OTHER, HSTORE -> true;
            case ENUM, CITEXT, ARRAY -> !staged;
            default -> false;
        };
        return isCast ? "s.c" + column + "::" + type.name() : "s.c" + column;
    }
}
