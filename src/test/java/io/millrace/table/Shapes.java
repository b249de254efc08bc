package io.millrace.table;

import java.util.ArrayList;
import java.util.List;

/** Builds table shapes with quiet defaults: public.orders, a plain table without keys. Confined to a test. */
final class Shapes {
    private final List<Column> columns = new ArrayList<>();
    private final List<UniqueIndex> indexes = new ArrayList<>();
    private List<String> partitionKey = List.of();
    private RelationKind kind = RelationKind.TABLE;
    private boolean tiesRows;

    static Shapes orders() {
        return new Shapes();
    }

    Shapes columns(String... names) {
        for (String name : names) {
            column(name, TypeKind.INT8, true, Generation.NONE);
        }
        return this;
    }

    Shapes notBytewise(String name) {
        return column(name, TypeKind.TEXT, false, Generation.NONE);
    }

    Shapes generated(String name) {
        return column(name, TypeKind.INT8, true, Generation.EXPRESSION);
    }

    Shapes primaryKey(String... names) {
        return index(new UniqueIndex("orders_pkey", List.of(names), true, true, false, false, false));
    }

    Shapes unique(String... names) {
        return index(new UniqueIndex("orders_key", List.of(names), false, true, false, false, false));
    }

    Shapes index(UniqueIndex index) {
        indexes.add(index);
        return this;
    }

    Shapes partitionedBy(String... names) {
        kind = RelationKind.PARTITIONED;
        partitionKey = List.of(names);
        return this;
    }

    Shapes kind(RelationKind which) {
        kind = which;
        return this;
    }

    Shapes tyingRows() {
        tiesRows = true;
        return this;
    }

    TableShape shape() {
        TableId id = new TableId("public", "orders");
        return new TableShape(id, columns, indexes, true, tiesRows, List.of(), false, kind, partitionKey);
    }

    private Shapes column(String name, TypeKind kind, boolean bytewise, Generation generation) {
        PgType type = new PgType(kind, kind.name(), kind.array(), List.of(), bytewise);
        columns.add(new Column(columns.size() + 1, name, type, -1, true, false, generation));
        return this;
    }
}
