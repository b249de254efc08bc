package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a statement finds its rows, as SQL: arrays of its parameters, or a staging table. Under either, the rows are
 * called {@code s} and their columns {@code c0}, {@code c1} and so on, in the order of the column set. Immutable.
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

    /** As {@link #unnest}, with the row's place in the arrays as {@code s.place}, from 1 on. */
    static RowSource numbered(ColumnSet set) {
        String from = "unnest(" + arrays(set) + ") WITH ORDINALITY AS s(" + names(set) + ", place)";
        return new RowSource(from, values(set, false));
    }

    static RowSource staging(ColumnSet set, String table) {
        return new RowSource(table + " AS s", values(set, true));
    }

    /** Some rows, by a condition, of a staging table whose columns are {@link RawColumn}s. */
    static RowSource raw(ColumnSet set, String table, String condition) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < set.columns().size(); column++) {
            values.add(RawColumn.value("s.c" + column, set.columns().get(column).type()));
        }
        return new RowSource("(SELECT * FROM " + table + " WHERE " + condition + ") AS s", values);
    }

    private static String arrays(ColumnSet set) {
        SqlText arrays = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            ArrayType array = ArrayType.of(set.columns().get(column));
            arrays.comma(column).add("?::").add(array.sql());
        }
        return arrays.toString();
    }

    private static String names(ColumnSet set) {
        SqlText names = new SqlText();
        for (int column = 0; column < set.columns().size(); column++) {
            names.comma(column).add("c").add(column);
        }
        return names.toString();
    }

    private static List<String> values(ColumnSet set, boolean staged) {
        List<String> values = new ArrayList<>();
        for (Column column : set.columns()) {
            PgType type = column.type();
            boolean isText = type.kind() == TypeKind.OTHER || (type.kind() == TypeKind.ENUM && !staged);
            String value = "s.c" + values.size();
            values.add(isText ? value + "::" + type.name() : value);
        }
        return values;
    }

    String from() {
        return from;
    }

    /** The column's value, of the column's type as far as an assignment or comparison needs it. */
    String value(int column) {
        return values.get(column);
    }
}
