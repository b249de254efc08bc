package io.millrace.encode;

import io.millrace.config.KeySettings;
import io.millrace.config.Quoting;
import io.millrace.config.ShapeSettings;
import io.millrace.config.SinkConfig;
import io.millrace.table.Column;
import io.millrace.table.ColumnDraft;
import io.millrace.table.Destination;
import io.millrace.table.Identifier;
import io.millrace.table.TableDraft;
import io.millrace.table.TypeDraft;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Drafts the table that records of a shape would have. Immutable, used on the task thread. */
public final class Drafts {
    /** Takes the whole value where a record has no schema to make columns of. */
    public static final String VALUE_COLUMN = "value";

    private static final List<TypeDraft> COORDINATES =
            List.of(ColumnTypes.TEXT, ColumnTypes.INTEGER, ColumnTypes.BIGINT);

    private final KeySettings keys;
    private final ShapeSettings shape;
    private final Quoting quoting;
    private final boolean recognisesEvents;

    public Drafts(SinkConfig config) {
        this.keys = config.keys();
        this.shape = config.encode().shape();
        this.quoting = config.routes().quoting();
        this.recognisesEvents = config.changes().recognises();
    }

    /** Whether it is such a table as is drafted for records whose values have no schema. */
    public static boolean isForSchemaless(Destination destination) {
        List<Column> rest = new ArrayList<>(destination.shape().columns());
        rest.removeAll(destination.key());
        return rest.size() == 1
                && rest.get(0).name().equals(VALUE_COLUMN)
                && rest.get(0).type().kind() == TypeKind.JSONB;
    }

    /** Whether a record of this value's schema tells its columns. */
    public static boolean tellsColumns(Schema value) {
        return value != null && value.type() == Schema.Type.STRUCT;
    }

    /** Refuses with a DataException that says which setting would help. */
    public TableDraft of(Change change) {
        Schema value = flatValue(change.schema(), List.of());
        Map<String, ColumnDraft> fields = tellsColumns(value) ? columns(value) : Map.of();
        return of(value, fields, key(change, fields));
    }

    /**
     * For a table that is there, whose key is known: only what the record's value has. Nested values stay whole for which
     * the table has a column.
     */
    public TableDraft ofValue(Schema value, List<Column> existing) {
        Schema flat = flatValue(value, existing);
        return of(flat, columns(flat), List.of());
    }

    private TableDraft of(Schema value, Map<String, ColumnDraft> fields, List<ColumnDraft> key) {
        List<ColumnDraft> rest = new ArrayList<>();
        if (shape.keepsValueWhole()) {
            rest.add(nullable(shape.valueColumn(), value == null ? ColumnTypes.JSONB : ColumnTypes.of(value)));
        } else if (tellsColumns(value)) {
            rest.addAll(fields.values());
        } else {
            rest.add(nullable(VALUE_COLUMN, ColumnTypes.JSONB));
        }
        if (!shape.storeColumn().isEmpty() && tellsColumns(value)) {
            rest.add(nullable(shape.storeColumn(), ColumnTypes.JSONB));
        }
        rest.removeIf(column -> key.stream().anyMatch(part -> part.name().equals(column.name())));
        return new TableDraft(key, rest);
    }

    private ColumnDraft nullable(String name, TypeDraft type) {
        return new ColumnDraft(name(name), type, true, "");
    }

    private Map<String, ColumnDraft> columns(Schema struct) {
        Map<String, ColumnDraft> columns = new LinkedHashMap<>();
        for (Field field : struct.fields()) {
            // The mark of a deleted row needs no column; with one, it would be a value, and nothing be deleted.
            if (recognisesEvents && field.name().equals(EventShape.MARK)) {
                continue;
            }
            ColumnDraft column = column(field.name(), field.schema());
            if (columns.put(column.name(), column) != null) {
                throw new DataException("two fields would be column " + column.name());
            }
        }
        return columns;
    }

    private ColumnDraft column(String field, Schema schema) {
        return new ColumnDraft(name(field), ColumnTypes.of(schema), schema.isOptional(), DefaultLiteral.of(schema));
    }

    private ColumnDraft keyColumn(String field, TypeDraft type) {
        return new ColumnDraft(name(field), type, false, "");
    }

    private String name(String field) {
        return quoting == Quoting.NEVER ? Identifier.fold(field) : field;
    }

    private Schema flatValue(Schema schema, List<Column> existing) {
        return shape.keepsValueWhole() ? schema : flat(schema, existing);
    }

    private Schema flat(Schema schema, List<Column> existing) {
        if (!shape.flatten().enabled() || !tellsColumns(schema)) {
            return schema;
        }
        return FlatSchema.of(schema, shape.flatten().delimiter(), name -> staysWhole(name, existing))
                .schema();
    }

    private boolean staysWhole(String name, List<Column> existing) {
        return existing.stream()
                .anyMatch(column -> column.name().equals(name(name)) && FlatNames.takesDocuments(column));
    }

    private List<ColumnDraft> key(Change change, Map<String, ColumnDraft> fields) {
        return switch (keys.mode()) {
            case NONE -> List.of();
            case KAFKA -> coordinates();
            case RECORD_HEADER -> ofHeaders(change.record());
            case RECORD_VALUE -> ofValue(change, fields);
            case RECORD_KEY -> ofKey(change.record(), flat(change.record().keySchema(), List.of()));
        };
    }

    private List<ColumnDraft> coordinates() {
        List<ColumnDraft> columns = new ArrayList<>();
        for (int part = 0; part < COORDINATES.size(); part++) {
            columns.add(keyColumn(keys.fields().get(part), COORDINATES.get(part)));
        }
        return columns;
    }

    private List<ColumnDraft> ofHeaders(SinkRecord record) {
        List<ColumnDraft> columns = new ArrayList<>();
        for (String name : named("pk.mode=record_header")) {
            Header header = record.headers().lastWithName(name);
            if (header == null) {
                throw new DataException("the record has no header \"" + name + "\" to make a key column of");
            }
            TypeDraft type =
                    header.schema() == null ? ColumnTypes.ofValue(header.value()) : ColumnTypes.of(header.schema());
            columns.add(keyColumn(name, type));
        }
        return columns;
    }

    private List<ColumnDraft> ofValue(Change change, Map<String, ColumnDraft> fields) {
        if (fields.isEmpty()) {
            return ofMap(change.image(), named("pk.mode=record_value and values without a schema"));
        }
        List<String> wanted = keys.fields().isEmpty()
                ? List.copyOf(fields.keySet())
                : keys.fields().stream().map(this::name).toList();
        return pick(fields, wanted, "value");
    }

    private List<ColumnDraft> ofKey(SinkRecord record, Schema schema) {
        if (record.key() == null) {
            throw new DataException("the record has no key, and pk.mode=record_key takes the row's key from it");
        } else if (tellsColumns(schema)) {
            return ofStruct(schema);
        } else if (record.key() instanceof Map<?, ?>) {
            return ofMap(record.key(), named("pk.mode=record_key and keys without a schema"));
        }
        List<String> names = named("pk.mode=record_key and a key that is one value");
        if (names.size() > 1) {
            throw new DataException("pk.fields names " + names.size() + " columns, and the record's key is one value");
        }
        TypeDraft type = schema == null ? ColumnTypes.ofValue(record.key()) : ColumnTypes.of(schema);
        return List.of(keyColumn(names.get(0), type));
    }

    private List<ColumnDraft> ofStruct(Schema schema) {
        Map<String, ColumnDraft> fields = columns(schema);
        List<String> wanted = keys.fields().isEmpty()
                ? List.copyOf(fields.keySet())
                : keys.fields().stream().map(this::name).toList();
        return pick(fields, wanted, "key");
    }

    private static List<ColumnDraft> pick(Map<String, ColumnDraft> fields, List<String> wanted, String side) {
        List<ColumnDraft> columns = new ArrayList<>();
        for (String name : wanted) {
            ColumnDraft column = fields.get(name);
            if (column == null) {
                throw new DataException(
                        "pk.fields names " + name + ", and the record's " + side + " has no such field");
            }
            columns.add(required(column));
        }
        return columns;
    }

    private List<ColumnDraft> ofMap(Object value, List<String> names) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new DataException("a table cannot be created for records whose key fields have no schema and are in"
                    + " a text: create the table, or use pk.mode=record_key or kafka");
        }
        List<ColumnDraft> columns = new ArrayList<>();
        for (String name : names) {
            if (map.get(name) == null) {
                throw new DataException("pk.fields names " + name + ", and the record has no such field");
            }
            columns.add(keyColumn(name, ColumnTypes.ofValue(map.get(name))));
        }
        return columns;
    }

    private List<String> named(String where) {
        if (keys.fields().isEmpty()) {
            throw new DataException(
                    "a table cannot be created with " + where + " unless pk.fields names its key columns");
        }
        return keys.fields();
    }

    /** A key's column has no default: a key that is missing is a mistake. */
    private static ColumnDraft required(ColumnDraft column) {
        return new ColumnDraft(column.name(), column.type(), false, "");
    }
}
