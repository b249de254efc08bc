package io.millrace.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The unique index that {@code ON CONFLICT (key)} finds, or the reason why there is none. Stateless. */
final class ConflictTarget {
    private final TableShape shape;
    private final Set<String> names;
    private final String columns;

    private ConflictTarget(TableShape shape, List<Column> key) {
        this.shape = shape;
        this.names = key.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
        this.columns = key.stream().map(Column::sql).collect(Collectors.joining(", ", "(", ")"));
    }

    /** PostgreSQL takes all indexes over the key for arbiters, and refuses the statement when one is deferrable. */
    static Optional<UniqueIndex> over(TableShape shape, List<Column> key) {
        ConflictTarget target = new ConflictTarget(shape, key);
        return target.firstOver(UniqueIndex::deferrable).isPresent()
                ? Optional.empty()
                : target.firstOver(UniqueIndex::isConflictTarget);
    }

    static String whyNone(TableShape shape, List<Column> key) {
        return new ConflictTarget(shape, key).whyNone();
    }

    static String whyNoPrimaryKey(TableShape shape) {
        return "table " + shape.id() + " has no primary key to take the key's columns from: name them in pk.fields, or "
                + "ALTER TABLE " + shape.id().sql() + " ADD PRIMARY KEY (…)";
    }

    private String whyNone() {
        if (shape.kind().isFacade()) {
            return start() + "it is " + shape.kind().words()
                    + ", which has no indexes: name the table behind it, or use insert.mode=insert";
        }
        return firstOver(index -> !index.valid())
                .map(this::whyInvalid)
                .or(() -> firstOver(UniqueIndex::deferrable).map(this::whyDeferrable))
                .or(() -> firstOver(UniqueIndex::partial).map(this::whyPartial))
                .or(this::whyPartitioned)
                .or(() -> expression().map(this::whyExpression))
                .orElseGet(() -> start() + "no unique index is over just these columns: " + remedy());
    }

    private Optional<UniqueIndex> firstOver(Predicate<UniqueIndex> such) {
        return shape.uniqueIndexes().stream()
                .filter(index -> such.test(index) && index.isOver(names))
                .findFirst();
    }

    private Optional<UniqueIndex> expression() {
        return shape.uniqueIndexes().stream()
                .filter(UniqueIndex::isOverExpression)
                .findFirst();
    }

    private String whyInvalid(UniqueIndex index) {
        String remedy = shape.kind() == RelationKind.PARTITIONED
                ? "give every partition such an index and attach it (ALTER INDEX " + qualified(index)
                        + " ATTACH PARTITION …)"
                : "REINDEX INDEX CONCURRENTLY " + qualified(index);
        return start() + "unique index " + index.name() + " is invalid: " + remedy;
    }

    private String whyDeferrable(UniqueIndex index) {
        String remedy = "ALTER TABLE " + shape.id().sql() + " DROP CONSTRAINT " + Identifier.quote(index.name())
                + ", ADD " + (index.primary() ? "PRIMARY KEY " : "UNIQUE ") + columns;
        return start() + "unique constraint " + index.name() + " is deferrable (55000): " + remedy;
    }

    private String whyPartial(UniqueIndex index) {
        return start() + "unique index " + index.name() + " is partial, it has a WHERE (42P10): " + remedy();
    }

    private Optional<String> whyPartitioned() {
        if (names.containsAll(shape.partitionKey())) {
            return Optional.empty();
        }
        String partitionKey = shape.partitionKey().stream().collect(Collectors.joining(", ", "(", ")"));
        Set<String> unknown = new HashSet<>(shape.partitionKey());
        unknown.removeAll(shape.columns().stream().map(Column::name).toList());
        return Optional.of(start() + "it is partitioned by " + partitionKey + " and "
                + (unknown.isEmpty()
                        ? "a unique index must hold those columns: have them in pk.fields and in the table's primary key"
                        : "has no unique index over an expression: use insert.mode=insert"));
    }

    private String whyExpression(UniqueIndex index) {
        return start() + "unique index " + index.name() + " is over an expression (42P10): " + remedy();
    }

    private String start() {
        return "rows of table " + shape.id() + " cannot be told apart by " + columns + " for ON CONFLICT: ";
    }

    /** PostgreSQL makes indexes of partitioned tables with a lock only. */
    private String remedy() {
        String table = shape.id().sql();
        if (shape.primaryKey().isEmpty()) {
            return "ALTER TABLE " + table + " ADD PRIMARY KEY " + columns;
        }
        String concurrently = shape.kind() == RelationKind.PARTITIONED ? "" : "CONCURRENTLY ";
        return "CREATE UNIQUE INDEX " + concurrently + "ON " + table + " " + columns;
    }

    private String qualified(UniqueIndex index) {
        return Identifier.quote(shape.id().schema()) + "." + Identifier.quote(index.name());
    }
}
