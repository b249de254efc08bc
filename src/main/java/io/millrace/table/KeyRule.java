package io.millrace.table;

import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the columns that identify a row, the same way for every table of a connector. Immutable.
 *
 * @param fields the key's columns as the user named them, in that order; empty where the table's primary key decides
 */
public record KeyRule(boolean keyed, List<String> fields, InsertMode mode, Quoting quoting) {
    public KeyRule {
        fields = List.copyOf(fields);
    }

    public static KeyRule from(KeySettings keys, InsertMode mode, Quoting quoting) {
        return new KeyRule(keys.isKeyed(), keys.fields(), mode, quoting);
    }

    public Choice choose(TableShape shape) {
        if (!keyed) {
            return new Choice.Chosen(new Destination(shape, List.of(), false, keylessOrdered(shape)));
        }
        if (fields.isEmpty() && shape.primaryKey().isEmpty()) {
            return new Choice.Unusable(ConflictTarget.whyNoPrimaryKey(shape));
        }
        return choose(shape, wanted(shape));
    }

    /** Without keys rows never replace each other; but the first of two wins, and triggers see them come. */
    private boolean keylessOrdered(TableShape shape) {
        boolean firstWins = mode == InsertMode.IGNORE && !shape.uniqueIndexes().isEmpty();
        return shape.tiesRows() || firstWins;
    }

    private List<String> wanted(TableShape shape) {
        return fields.isEmpty() ? shape.primaryKey().orElseThrow().columns() : fields;
    }

    private Choice choose(TableShape shape, List<String> wanted) {
        ColumnMatcher matcher = new ColumnMatcher(shape, fields.isEmpty() ? Quoting.ALWAYS : quoting);
        List<Column> key = new ArrayList<>();
        for (String name : wanted) {
            Column column = matcher.find(name);
            if (column == null) {
                return new Choice.Unusable("pk.fields: " + matcher.whyNot(name));
            }
            if (key.contains(column)) {
                return new Choice.Unusable("pk.fields names column " + column.name() + " of " + shape.id() + " twice");
            }
            if (!column.isWritable()) {
                return new Choice.Unusable("column " + column.name() + " of " + shape.id()
                        + " cannot be part of the key, since PostgreSQL generates its value (GENERATED ALWAYS AS)");
            }
            key.add(column);
        }
        return choose(shape, key, ConflictTarget.over(shape, key));
    }

    private Choice choose(TableShape shape, List<Column> key, Optional<UniqueIndex> target) {
        boolean needsTarget = mode == InsertMode.UPSERT || mode == InsertMode.IGNORE;
        if (needsTarget && target.isEmpty()) {
            return new Choice.Unusable(ConflictTarget.whyNone(shape, key));
        }
        boolean nullsEqual = target.map(UniqueIndex::nullsNotDistinct).orElse(false);
        return new Choice.Chosen(new Destination(shape, key, nullsEqual, rowsMeet(shape, key)));
    }

    /** Whether rows of different keys can meet, so that the order among them matters (a value passed on, say). */
    private static boolean rowsMeet(TableShape shape, List<Column> key) {
        List<String> names = key.stream().map(Column::name).toList();
        boolean keysUncertain = key.stream().anyMatch(column -> !column.type().bytewise());
        boolean otherUniqueIndex = shape.uniqueIndexes().stream().anyMatch(index -> !index.contains(names));
        return shape.tiesRows() || keysUncertain || otherUniqueIndex;
    }
}
