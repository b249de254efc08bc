package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a statement takes rows from: arrays given as parameters, or a staging table. The columns are called c0, c1 and
 * so on, the relation s.
 */
sealed interface RowSource {
    /** What stands behind FROM. */
    String from(List<Column> columns);

    /** Whether a value of this type must be cast to it. */
    boolean needsCast(PgType type);

    /** The value of this column, in the type that the table wants. */
    default String value(List<Column> columns, Column column) {
        String source = "s.c" + columns.indexOf(column);
        return needsCast(column.type()) ? source + "::" + column.type().name() : source;
    }

    private static String names(List<Column> columns) {
        return IntStream.range(0, columns.size()).mapToObj(at -> "c" + at).collect(Collectors.joining(", "));
    }

    record Arrays() implements RowSource {
        @Override
        public String from(List<Column> columns) {
            String parameters = columns.stream()
                    .map(column -> "?::" + WireType.of(column.type()).sql() + "[]")
                    .collect(Collectors.joining(", "));
            return "unnest(" + parameters + ") AS s(" + names(columns) + ")";
        }

        @Override
        public boolean needsCast(PgType type) {
            return !type.hasBinaryArray();
        }
    }

    record Staged(String table) implements RowSource {
        @Override
        public String from(List<Column> columns) {
            return table + " AS s";
        }

        @Override
        public boolean needsCast(PgType type) {
            return type.kind() == TypeKind.OTHER;
        }
    }
}
