package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that write rows of one column set. The table is called {@code t}, its rows to come {@code s}. Every
 * name is quoted by the column or table that it belongs to. Stateless.
 */
final class WriteSql {
    private final ColumnSet set;
    private final RowSource source;

    private WriteSql(ColumnSet set, RowSource source) {
        this.set = set;
        this.source = source;
    }

    /** COPY BINARY straight into the table; it takes identity columns as they come. */
    static String copy(ColumnSet set) {
        return "COPY " + set.destination().id().sql() + " (" + names(set.columns()) + ") FROM STDIN (FORMAT BINARY)";
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

    static String of(InsertMode mode, ColumnSet set, RowSource source, boolean skipUnchanged, long nullKeys) {
        WriteSql sql = new WriteSql(set, source);
        return switch (mode) {
            case INSERT -> sql.insert();
            case UPSERT -> sql.insert() + sql.orUpdate(skipUnchanged);
            case IGNORE -> sql.insert() + sql.orNothing();
            case UPDATE -> sql.update(skipUnchanged, nullKeys);
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
                .toString();
    }

    private String orNothing() {
        return (set.key().isEmpty() ? " ON CONFLICT" : " ON CONFLICT (" + names(set.key()) + ")") + " DO NOTHING";
    }

    private String orUpdate(boolean skipUnchanged) {
        List<Column> changeable = changeable(set);
        if (changeable.isEmpty()) {
            return orNothing();
        }
        SqlText text = new SqlText().add(" ON CONFLICT (").add(names(set.key())).add(") DO UPDATE SET ");
        for (int item = 0; item < changeable.size(); item++) {
            String name = changeable.get(item).sql();
            text.comma(item).add(name).add(" = EXCLUDED.").add(name);
        }
        if (skipUnchanged) {
            text.add(" WHERE ").add(differs(changeable, "EXCLUDED."));
        }
        return text.toString();
    }

    private String update(boolean skipUnchanged, long nullKeys) {
        List<Column> changeable = changeable(set);
        SqlText text =
                new SqlText().add("UPDATE ").add(set.destination().id().sql()).add(" AS t SET ");
        for (int item = 0; item < changeable.size(); item++) {
            text.comma(item).add(changeable.get(item).sql()).add(" = ").add(value(changeable.get(item)));
        }
        text.add(" FROM ").add(source.from()).add(" WHERE ").add(KeySql.match(set, source, nullKeys));
        if (skipUnchanged) {
            text.add(" AND ").add(differs(changeable, ""));
        }
        return text.toString();
    }

    private String value(Column column) {
        return source.value(set.columns().indexOf(column));
    }

    private String differs(List<Column> columns, String prefix) {
        SqlText held = new SqlText();
        SqlText coming = new SqlText();
        for (int item = 0; item < columns.size(); item++) {
            Column column = columns.get(item);
            String cast = comparison(column.type().kind());
            held.comma(item).add("t.").add(column.sql()).add(cast);
            coming.comma(item)
                    .add(prefix.isEmpty() ? value(column) : prefix + column.sql())
                    .add(cast);
        }
        return "(" + held + ") IS DISTINCT FROM (" + coming + ")";
    }

    /** json has no equality, and other types may have none: their text has. */
    private static String comparison(TypeKind kind) {
        return kind == TypeKind.JSON || kind == TypeKind.OTHER ? "::text" : "";
    }

    private static String names(List<Column> columns) {
        SqlText names = new SqlText();
        for (int column = 0; column < columns.size(); column++) {
            names.comma(column).add(columns.get(column).sql());
        }
        return names.toString();
    }
}
