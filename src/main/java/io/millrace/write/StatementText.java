package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The SQL that writes rows of one column set. Every name is quoted; every value comes from the row source. */
final class StatementText {
    private final ColumnSet set;
    private final Destination destination;
    private final RowSource source;

    StatementText(ColumnSet set, RowSource source) {
        this.set = set;
        this.destination = set.destination();
        this.source = source;
    }

    static String copy(ColumnSet set) {
        return "COPY " + set.destination().id().sql() + " (" + each(set.columns(), Column::sql)
                + ") FROM STDIN (FORMAT binary)";
    }

    String write(InsertMode mode, boolean skipUnchanged) {
        return switch (mode) {
            case INSERT -> insert();
            case UPSERT -> insert() + onConflict(skipUnchanged);
            case IGNORE -> insert() + " ON CONFLICT" + (destination.isKeyed() ? target() : "") + " DO NOTHING";
            case UPDATE -> update();
        };
    }

    private String insert() {
        boolean overrides = set.columns().stream().anyMatch(StatementText::isAlwaysIdentity);
        return "INSERT INTO " + destination.id().sql() + " AS t (" + each(set.columns(), Column::sql) + ")"
                + (overrides ? " OVERRIDING SYSTEM VALUE" : "")
                + " SELECT " + each(set.columns(), this::value) + " FROM " + from();
    }

    private String onConflict(boolean skipUnchanged) {
        List<Column> changed = updatable();
        if (changed.isEmpty()) {
            return " ON CONFLICT" + target() + " DO NOTHING";
        }
        String update = " ON CONFLICT" + target() + " DO UPDATE SET "
                + each(changed, column -> column.sql() + " = EXCLUDED." + column.sql());
        return skipUnchanged
                ? update + " WHERE (" + each(changed, column -> "t." + column.sql()) + ") IS DISTINCT FROM ("
                        + each(changed, column -> "EXCLUDED." + column.sql()) + ")"
                : update;
    }

    private String update() {
        return "UPDATE " + destination.id().sql() + " AS t SET "
                + each(updatable(), column -> column.sql() + " = " + value(column))
                + " FROM " + from() + " WHERE " + keysMatch();
    }

    /** Whether the set has anything to set besides its key. */
    boolean changesAnything() {
        return !updatable().isEmpty();
    }

    /** The delete of the rows whose keys the source holds. */
    String delete() {
        if (isKeyedByOneArray()) {
            Column key = destination.key().get(0);
            String cast = source.needsCast(key.type()) ? "::" + key.type().name() + "[]" : "";
            return "DELETE FROM " + destination.id().sql() + " AS t WHERE t." + key.sql() + " = ANY (?::"
                    + WireType.of(key.type()).sql() + "[]" + cast + ")";
        }
        return "DELETE FROM " + destination.id().sql() + " AS t USING " + from() + " WHERE " + keysMatch();
    }

    private boolean isKeyedByOneArray() {
        return destination.key().size() == 1 && !destination.nullsEqual() && source instanceof RowSource.Arrays;
    }

    /** Whether the delete joins the table with the source, so that a bad plan could read the whole table. */
    boolean deleteJoins() {
        return !isKeyedByOneArray();
    }

    private String keysMatch() {
        String equals = destination.nullsEqual() ? " IS NOT DISTINCT FROM " : " = ";
        return destination.key().stream()
                .map(column -> "t." + column.sql() + equals + value(column))
                .collect(Collectors.joining(" AND "));
    }

    private String target() {
        return " (" + each(destination.key(), Column::sql) + ")";
    }

    private List<Column> updatable() {
        return set.rest().stream().filter(column -> !isAlwaysIdentity(column)).toList();
    }

    private static boolean isAlwaysIdentity(Column column) {
        return column.generation() == Generation.IDENTITY_ALWAYS;
    }

    private String from() {
        return source.from(set.columns());
    }

    private String value(Column column) {
        return source.value(set.columns(), column);
    }

    private static String each(List<Column> columns, Function<Column, String> form) {
        return columns.stream().map(form).collect(Collectors.joining(", "));
    }
}
