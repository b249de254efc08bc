package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a statement finds its rows, as SQL: arrays of its parameters, or a staging table. Under either, the rows are
 * called {@code s}, or as they are asked to be, and their columns {@code c0}, {@code c1} and so on, in the order of the column set. Immutable.
 */
final class RowSource {
    private final String from;
    private final List<String> values;

    private RowSource(String from, List<String> values) {
        this.from = from;
        this.values = values;
    }

    static RowSource unnest(ColumnSet set) {
        return new RowSource("unnest(" + arrays(set) + ") AS s(" + names(set) + ")", values(set, false));
    }

    /** So many rows with a parameter for each value; see {@link RowArrays}. */
    static RowSource values(ColumnSet set, int rows) {
        return new RowSource("(VALUES " + tuples(set, rows) + ") AS s(" + names(set) + ")", values(set, false));
    }

    /** One row of the key's columns alone, under another name than the usual one. */
    static RowSource key(ColumnSet keys, String name) {
        boolean isByRow = RowArrays.areNeeded(keys.columns());
        String from = isByRow ? "(VALUES " + tuples(keys, 1) + ")" : "unnest(" + arrays(keys) + ")";
        return new RowSource(from + " AS " + name + "(" + names(keys) + ")", values(keys, name, false));
    }

    static RowSource staging(ColumnSet set, String table) {
        return new RowSource(table + " AS s", values(set, true));
    }

    /** No rows, with columns as a staging table has them. */
    static RowSource none(ColumnSet set) {
        SqlText nulls = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            String type = ArrayType.ofStaging(set.columns().get(column).type());
            nulls.comma(column).add("NULL::").add(type).add(" AS c").add(column);
        }
        return new RowSource("(SELECT " + nulls + " LIMIT 0) AS s", values(set, true));
    }

    /** Some rows, by a condition, of a staging table whose columns are {@link RawColumn}s. */
    static RowSource raw(ColumnSet set, String table, String condition) {
        List<String> values = new ArrayList<>();
        for (Column column : set.columns()) {
            values.add(RawColumn.value("s.c" + values.size(), column.type()));
        }
        return new RowSource("(SELECT * FROM " + table + " WHERE " + condition + ") AS s", values);
    }

    /** The same rows, each with its place among them as {@code s.place}, from 1 on. */
    RowSource numbered() {
        return new RowSource("(SELECT row_number() OVER () AS place, s.* FROM " + from + ") AS s", values);
    }

    private static String arrays(ColumnSet set) {
        SqlText arrays = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            ArrayType array = ArrayType.of(set.columns().get(column));
            arrays.comma(column).add("?::").add(array.sql());
        }
        return arrays.toString();
    }

    private static String tuples(ColumnSet set, int rows) {
        SqlText row = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            boolean isArray = set.columns().get(column).type().kind() == TypeKind.ARRAY;
            row.comma(column).add(isArray ? "?" : "(?)[1]");
        }
        SqlText all = new SqlText();
        for (int item = 0; item < rows; item++) {
            all.comma(item).add("(").add(row.toString()).add(")");
        }
        return all.toString();
    }

    private static String names(ColumnSet set) {
        SqlText names = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            names.comma(column).add("c").add(column);
        }
        return names.toString();
    }

    private static List<String> values(ColumnSet set, boolean staged) {
        return values(set, "s", staged);
    }

    private static List<String> values(ColumnSet set, String name, boolean staged) {
        List<String> values = new ArrayList<>();
        for (Column column : set.columns()) {
            String value = name + ".c" + values.size();
            values.add(
                    isCast(column.type().kind(), staged)
                            ? value + "::" + column.type().name()
                            : value);
        }
        return values;
    }

    private static boolean isCast(TypeKind kind, boolean staged) {
        return switch (kind) {
            case OTHER, HSTORE -> true;
            case ENUM, CITEXT, ARRAY -> !staged;
            default -> false;
        };
    }

    String from() {
        return from;
    }

    /** The column's value, of the column's type as far as an assignment or comparison needs it. */
    String value(int column) {
        return values.get(column);
    }
}
