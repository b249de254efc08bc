package io.millrace.testing;

import io.millrace.config.InsertMode;
import io.millrace.config.Ordering;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.ElementType;
import io.millrace.table.Generation;
import io.millrace.table.PgType;
import io.millrace.table.TableId;
import io.millrace.table.TableShape;
import io.millrace.table.TypeKind;
import io.millrace.write.RowTarget;
import io.millrace.write.WriteRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Describes a table as the catalogue would, with quiet defaults. Confined to one test. */
public final class TestTable {
    private static final ElementType ANY_ELEMENT = new ElementType(TypeKind.OTHER, "any", List.of(), 1, -1, ',');

    private final TableId id;
    private final List<Column> columns = new ArrayList<>();
    private List<Column> key = List.of();
    private List<TableId> references = List.of();
    private boolean copyable = true;
    private boolean nullsEqual;
    private boolean ordered;

    private Destination destination;
    private ColumnSets sets;
    private final Map<WriteRule, RowTarget> targets = new HashMap<>();
    private RowTarget appending;

    private TestTable(TableId id) {
        this.id = id;
    }

    public static TestTable named(String name) {
        return new TestTable(new TableId("public", name));
    }

    public TestTable with(String name, TypeKind kind) {
        return with(name, kind, kind.name().toLowerCase(Locale.ROOT));
    }

    public TestTable with(String name, TypeKind kind, String typeName) {
        ElementType element = typeName.endsWith("[]") ? ANY_ELEMENT : ElementType.NONE;
        return with(name, new PgType(kind, typeName, "", List.of(), true, element), Generation.NONE);
    }

    public TestTable with(String name, TypeKind kind, Generation generation) {
        return with(name, new PgType(kind, "int8", "", List.of(), true), generation);
    }

    private TestTable with(String name, PgType type, Generation generation) {
        columns.add(new Column(columns.size() + 1, name, type, -1, true, false, generation));
        return this;
    }

    public TestTable key(String... names) {
        key = Stream.of(names).map(this::column).toList();
        return this;
    }

    private Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public TestTable refersTo(String... tables) {
        references = Stream.of(tables).map(name -> new TableId("public", name)).toList();
        return this;
    }

    public TestTable notCopyable() {
        copyable = false;
        return this;
    }

    public TestTable nullsEqual() {
        nullsEqual = true;
        return this;
    }

    public TestTable ordered() {
        ordered = true;
        return this;
    }

    public Destination destination() {
        if (destination == null) {
            TableShape shape = new TableShape(id, columns, List.of(), copyable, false, references, false);
            destination = new Destination(shape, key, nullsEqual, ordered);
            sets = new ColumnSets(destination);
        }
        return destination;
    }

    /** How rows reach it in this mode; deletes are allowed. */
    public RowTarget target(InsertMode mode) {
        return target(WriteRule.plain(mode));
    }

    public RowTarget target(WriteRule rule) {
        return targets.computeIfAbsent(rule, unused -> RowTarget.of(destination(), rule, true, Ordering.AUTO));
    }

    /** How rows are appended to it; nothing is deleted. */
    public RowTarget appending() {
        if (appending == null) {
            appending = RowTarget.of(destination(), WriteRule.plain(InsertMode.INSERT), false, Ordering.AUTO);
        }
        return appending;
    }

    /** The set of all columns that can be written, or of these and the key's. */
    public ColumnSet set(String... names) {
        destination();
        List<Column> wanted = names.length == 0
                ? columns.stream().filter(Column::isWritable).toList()
                : Stream.of(names).map(this::column).toList();
        return sets.of(wanted);
    }

    public ColumnSet keySet() {
        destination();
        return sets.key();
    }
}
