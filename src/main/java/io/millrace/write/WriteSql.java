package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The statements that write rows of one column set. The table is called {@code t}, its rows to come {@code s}. Every
 * name is quoted by the column or table that it belongs to. Stateless.
 */
final class WriteSql {
    private final ColumnSet set;
    private final RowSource source;
    private final WriteRule rule;

    private WriteSql(WriteRule rule, ColumnSet set, RowSource source) {
        this.rule = rule;
        this.set = set;
        this.source = source;
    }

    /** COPY BINARY straight into the table; it takes identity columns as they come. */
    static String copy(ColumnSet set) {
        return "COPY " + set.destination().id().sql() + " (" + names(set.columns()) + ") FROM STDIN (FORMAT BINARY)"
                + TypeGuard.where(set);
    }

    /**
     * Empties the table. What foreign keys refer to, and what is no table of its own, can only be deleted from, as slow
     * as that is.
     */
    static String truncate(Destination destination) {
        boolean isTruncatable = destination.shape().isTruncatable();
        return (isTruncatable ? "TRUNCATE TABLE " : "DELETE FROM ")
                + destination.id().sql();
    }

    /** COPY BINARY into a staging table. */
    static String copyInto(String stagingTable) {
        return "COPY " + stagingTable + " FROM STDIN (FORMAT BINARY)";
    }

    static String of(WriteRule rule, ColumnSet set, RowSource source, long nullKeys) {
        WriteSql sql = new WriteSql(rule, set, source);
        return switch (rule.mode()) {
            case INSERT -> sql.insert();
            case UPSERT -> sql.insert() + sql.orUpdate();
            case IGNORE -> sql.insert() + sql.orNothing();
            case UPDATE -> sql.update(nullKeys);
        };
    }

    /**
     * The columns that a write may change in a row that is there. A key never is; and PostgreSQL sets an identity
     * column GENERATED ALWAYS to its default only (428C9).
     */
    static List<Column> changeable(ColumnSet set) {
        List<Column> changeable = new ArrayList<>(set.rest());
        changeable.removeIf(column -> column.generation() == Generation.IDENTITY_ALWAYS);
        return changeable;
    }

    private String insert() {
        List<Column> columns = set.columns();
        SqlText values = new SqlText();
        boolean overriding = false;
        for (int column = 0; column < columns.size(); column++) {
            values.comma(column).add(source.value(column));
            overriding |= columns.get(column).generation() == Generation.IDENTITY_ALWAYS;
        }
        return new SqlText()
                .add("INSERT INTO ")
                .add(set.destination().id().sql())
                .add(" AS t (")
                .add(names(columns))
                .add(overriding ? ") OVERRIDING SYSTEM VALUE SELECT " : ") SELECT ")
                .add(values.toString())
                .add(" FROM ")
                .add(source.from())
                .add(TypeGuard.where(set))
                .toString();
    }

    private String orNothing() {
        return (set.key().isEmpty() ? " ON CONFLICT" : " ON CONFLICT (" + names(set.key()) + ")") + " DO NOTHING";
    }

    private String orUpdate() {
        List<Column> changeable = changeable(set);
        if (changeable.isEmpty()) {
            return orNothing();
        }
        SqlText text = new SqlText().add(" ON CONFLICT (").add(names(set.key())).add(") DO UPDATE SET ");
        for (int item = 0; item < changeable.size(); item++) {
            Column column = changeable.get(item);
            text.comma(item).add(column.sql()).add(" = ").add(next(column, excluded(column)));
        }
        String separator = " WHERE ";
        if (rule.version() != null) {
            text.add(separator).add(isNewer(excluded(rule.version())));
            separator = " AND ";
        }
        if (rule.skipUnchanged()) {
            text.add(separator).add(differs(changeable, WriteSql::excluded));
        }
        return text.toString();
    }

    private String update(long nullKeys) {
        List<Column> changeable = changeable(set);
        SqlText text =
                new SqlText().add("UPDATE ").add(set.destination().id().sql()).add(" AS t SET ");
        for (int item = 0; item < changeable.size(); item++) {
            Column column = changeable.get(item);
            text.comma(item).add(column.sql()).add(" = ").add(next(column, value(column)));
        }
        text.add(" FROM ").add(source.from()).add(" WHERE ").add(KeySql.match(set, source, nullKeys));
        if (rule.version() != null) {
            text.add(" AND ").add(isNewer(value(rule.version())));
        }
        if (rule.skipUnchanged()) {
            text.add(" AND ").add(differs(changeable, this::value));
        }
        return text.add(TypeGuard.and(set)).toString();
    }

    private static String excluded(Column column) {
        return "EXCLUDED." + column.sql();
    }

    /** What the column has after the write, given the value that comes. */
    private String next(Column column, String coming) {
        return rule.keepExisting() ? "COALESCE(" + coming + ", t." + column.sql() + ")" : coming;
    }

    private String isNewer(String coming) {
        String held = "t." + rule.version().sql();
        return "(" + held + " IS NULL OR " + coming + " > " + held + ")";
    }

    private String value(Column column) {
        return source.value(set.columns().indexOf(column));
    }

    private String differs(List<Column> columns, Function<Column, String> values) {
        SqlText held = new SqlText();
        SqlText coming = new SqlText();
        for (int item = 0; item < columns.size(); item++) {
            Column column = columns.get(item);
            String cast = comparison(column.type());
            held.comma(item).add("t.").add(column.sql()).add(cast);
            coming.comma(item).add(next(column, values.apply(column))).add(cast);
        }
        return "(" + held + ") IS DISTINCT FROM (" + coming + ")";
    }

    /**
     * Some types have no equality, or none that is in the search path, and to some two values are equal that we must
     * tell apart: A and a, a month and 30 days. Their text has, and does.
     */
    static String comparison(PgType type) {
        TypeKind kind = type.kind() == TypeKind.ARRAY ? type.element().kind() : type.kind();
        return switch (kind) {
            case JSON, XML, CITEXT, INTERVAL, HSTORE, OTHER -> "::text";
            default -> "";
        };
    }

    private static String names(List<Column> columns) {
        SqlText names = new SqlText();
        for (int column = 0; column < columns.size(); column++) {
            names.comma(column).add(columns.get(column).sql());
        }
        return names.toString();
    }
}
