package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.List;

/**
 * Where a statement finds its rows, as SQL: arrays of its parameters, or a staging table. Under either, the rows are
 * called {@code s}, or as they are asked to be, and their columns {@code c0}, {@code c1} and so on, in the order of the
 * column set. Immutable.
 */
final class RowSource {
    private final String from;
    private final String name;
    private final List<Column> columns;
    private final boolean staged;

    private RowSource(String from, String name, List<Column> columns, boolean staged) {
        this.from = from;
        this.name = name;
        this.columns = columns;
        this.staged = staged;
    }

    static RowSource unnest(ColumnSet set) {
        return unnest(set.columns(), "s");
    }

    /** One row of the key's columns alone, under another name than the usual one. */
    static RowSource key(ColumnSet set, String name) {
        return RowArrays.areNeeded(set.key()) ? values(set.key(), 1, name) : unnest(set.key(), name);
    }

    private static RowSource unnest(List<Column> columns, String name) {
        SqlText arrays = new SqlText();
        SqlText names = new SqlText();
        for (int column = 0; column < columns.size(); column++) {
            ArrayType array = ArrayType.of(columns.get(column));
            arrays.comma(column).add("?::").add(array.sql());
            names.comma(column).add("c").add(column);
        }
        return new RowSource("unnest(" + arrays + ") AS " + name + "(" + names + ")", name, columns, false);
    }

    /** So many rows with a parameter for each value; see {@link RowArrays}. */
    static RowSource values(ColumnSet set, int rows) {
        return values(set.columns(), rows, "s");
    }

    private static RowSource values(List<Column> columns, int rows, String name) {
        SqlText row = new SqlText();
        SqlText names = new SqlText();
        for (int column = 0; column < columns.size(); column++) {
            boolean isArray = columns.get(column).type().kind() == TypeKind.ARRAY;
            row.comma(column).add(isArray ? "?" : "(?)[1]");
            names.comma(column).add("c").add(column);
        }
        SqlText all = new SqlText();
        for (int item = 0; item < rows; item++) {
            all.comma(item).add("(").add(row.toString()).add(")");
        }
        return new RowSource("(VALUES " + all + ") AS " + name + "(" + names + ")", name, columns, false);
    }

    static RowSource staging(ColumnSet set, String table) {
        return new RowSource(table + " AS s", "s", set.columns(), true);
    }

    String from() {
        return from;
    }

    /** The column's value, of the column's type as far as an assignment or comparison needs it. */
    String value(int column) {
        PgType type = columns.get(column).type();
        boolean isCast = switch (type.kind()) {
            case OTHER, HSTORE -> true;
            case ENUM, ARRAY -> !staged;
            default -> false;
        };
        String value = name + ".c" + column;
        return isCast ? value + "::" + type.name() : value;
    }
}
