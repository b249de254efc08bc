package io.millrace.testing;

import io.millrace.config.Quoting;
import io.millrace.table.Column;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.PgType;
import io.millrace.table.TableId;
import io.millrace.table.TableShape;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Builds the shape of a table that no server has: nullable columns without defaults unless said otherwise. */
public final class TableBuilder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private boolean nullsEqual;

    private TableBuilder(String name) {
        this.name = name;
    }

    public static TableBuilder aTable(String name) {
        return new TableBuilder(name);
    }

    public TableBuilder with(String column, TypeKind kind) {
        return with(column(columns.size() + 1, column, type(kind), -1));
    }

    public TableBuilder notNull(String column, TypeKind kind) {
        return with(column, kind, false, Generation.NONE);
    }

    public TableBuilder generated(String column, TypeKind kind, Generation generation) {
        return with(column, kind, true, generation);
    }

    public TableBuilder nullsEqual() {
        nullsEqual = true;
        return this;
    }

    public Destination keyedBy(String... key) {
        TableShape shape =
                new TableShape(new TableId("public", name), columns, List.of(), true, false, List.of(), false);
        return new Destination(shape, Arrays.stream(key).map(this::find).toList(), nullsEqual, false);
    }

    public Destination keyless() {
        return keyedBy();
    }

    public static ColumnMatcher matcher(Destination destination) {
        return new ColumnMatcher(destination.shape(), Quoting.ALWAYS);
    }

    public static Column column(TypeKind kind, int modifier) {
        return column(1, "value", type(kind), modifier);
    }

    public static Column column(PgType type) {
        return column(1, "value", type, -1);
    }

    public static PgType type(TypeKind kind) {
        boolean bytewise = switch (kind) {
            case JSON, JSONB, XML, MONEY, CITEXT, OTHER -> false;
            default -> true;
        };
        String name = kind.name().toLowerCase(Locale.ROOT);
        return new PgType(kind, name, "_" + name, List.of(), bytewise);
    }

    private TableBuilder with(String column, TypeKind kind, boolean nullable, Generation generation) {
        return with(new Column(columns.size() + 1, column, type(kind), -1, nullable, false, generation));
    }

    private TableBuilder with(Column column) {
        columns.add(column);
        return this;
    }

    private static Column column(int number, String name, PgType type, int modifier) {
        return new Column(number, name, type, modifier, true, false, Generation.NONE);
    }

    private Column find(String column) {
        return columns.stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow();
    }
}
