package io.millrace.table;

import io.millrace.config.Metadata;
import io.millrace.config.MetadataSettings;
import io.millrace.config.Quoting;
import io.millrace.config.ShapeSettings;
import io.millrace.config.SinkConfig;
import io.millrace.config.UnknownFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns that settings name besides the key's, which every table must have. Immutable.
 *
 * @param byKey the column's name, by the key that asks for it; of several metadata columns, the rest is added to the key
 */
public record NamedColumns(Map<String, String> byKey, Quoting quoting) {
    private static final String STORE = "store.column";
    private static final String METADATA = "metadata.columns";
    private static final String NEWER = "upsert.when.newer";

    public NamedColumns {
        byKey = Map.copyOf(byKey);
    }

    /** None where tables get the columns that they lack. */
    public static NamedColumns of(SinkConfig config) {
        Map<String, String> named = new TreeMap<>();
        if (!config.evolution().evolves()) {
            ShapeSettings shape = config.encode().shape();
            put(named, STORE, shape.unknown() == UnknownFields.STORE ? shape.storeColumn() : "");
            put(named, "value.column", shape.valueColumn());
            put(named, NEWER, config.write().updates().newer());
            putMetadata(named, config.fields().metadata());
        }
        return new NamedColumns(named, config.routes().quoting());
    }

    private static void put(Map<String, String> named, String key, String column) {
        if (!column.isEmpty()) {
            named.put(key, column);
        }
    }

    private static void putMetadata(Map<String, String> named, MetadataSettings metadata) {
        for (Metadata what : metadata.wanted()) {
            named.put(METADATA + " " + what, what.column(metadata.prefix()));
        }
    }

    /**
     * What is wrong with the table, by the key concerned.
     *
     * @param key the columns by which its rows are told apart; empty where that is not known
     */
    public Map<String, String> faults(TableShape shape, List<Column> key) {
        ColumnMatcher columns = new ColumnMatcher(shape, quoting);
        Map<String, String> faults = new TreeMap<>();
        byKey.forEach((asked, name) -> {
            String setting = asked.startsWith(METADATA) ? METADATA : asked;
            Column column = columns.find(name);
            if (column == null) {
                String fault = "table " + shape.id() + " has no column " + Identifier.quote(name);
                faults.merge(setting, fault, (one, other) -> one + ", " + other);
            } else if (setting.equals(STORE) && !isJson(column)) {
                faults.put(setting, "column " + column.sql() + " of " + shape.id() + " is neither json nor jsonb");
            } else if (setting.equals(NEWER)) {
                whyNoVersion(column, shape, key).ifPresent(fault -> faults.put(setting, fault));
            }
        });
        return faults;
    }

    /** Why a record cannot be newer than the row of its key by this column. */
    public static Optional<String> whyNoVersion(Column column, TableShape shape, List<Column> key) {
        String what = "upsert.when.newer names column " + column.sql() + " of " + shape.id();
        if (key.contains(column)) {
            String names = String.join(", ", key.stream().map(Column::name).toList());
            return Optional.of(what + ", which is part of its key (" + names + ") and so the same in all records of a"
                    + " key, so that none is ever newer: name a column outside of the key");
        }
        return column.isWritable()
                ? Optional.empty()
                : Optional.of(what + ", whose value PostgreSQL generates (GENERATED ALWAYS AS): name one that records"
                        + " bring");
    }

    private static boolean isJson(Column column) {
        return column.type().kind() == TypeKind.JSON || column.type().kind() == TypeKind.JSONB;
    }
}
