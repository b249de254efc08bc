package io.millrace.encode;

import io.millrace.config.FieldChoice;
import io.millrace.config.FieldSettings;
import io.millrace.config.KeySettings;
import io.millrace.config.Metadata;
import io.millrace.config.MetadataSettings;
import io.millrace.config.Quoting;
import io.millrace.config.ShapeSettings;
import io.millrace.config.SinkConfig;
import io.millrace.config.UnknownFields;
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
    private final FieldSettings fields;
    private final Quoting quoting;
    private final boolean recognisesEvents;

    public Drafts(SinkConfig config) {
        this.keys = config.keys();
        this.shape = config.encode().shape();
        this.fields = config.fields();
        this.quoting = config.routes().quoting();
        this.recognisesEvents = config.changes().recognises();
    }

    /** Whether it is such a table as is drafted for records whose values have no schema. */
    public static boolean isForSchemaless(Destination destination, MetadataSettings metadata) {
        List<Column> rest = new ArrayList<>(destination.shape().columns());
        rest.removeAll(destination.key());
        for (Metadata what : metadata.wanted()) {
            rest.removeIf(column -> column.name().equalsIgnoreCase(what.column(metadata.prefix())));
        }
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
        requireUnwrapped(change);
        Schema value = flatValue(change.schema(), List.of());
        Map<String, ColumnDraft> all = tellsColumns(value) ? columns(value) : Map.of();
        return of(change, value, chosen(change, all), key(change, all));
    }

    private void requireUnwrapped(Change change) {
        if (!shape.keepsValueWhole() && JsonMembers.isWrapped(change.image())) {
            throw new DataException("the value is a {schema, payload} pair: use JsonConverter with"
                    + " value.converter.schemas.enable=true, which takes the row out and knows its types");
        }
    }

    /**
     * For a table that is there, whose key is known: only what the record's value has. Nested values stay whole for which
     * the table has a column.
     */
    public TableDraft ofValue(Change change, List<Column> existing) {
        Schema flat = flatValue(change.schema(), existing);
        return of(change, flat, chosen(change, columns(flat)), List.of());
    }

    private TableDraft of(Change change, Schema value, Map<String, ColumnDraft> fields, List<ColumnDraft> key) {
        List<ColumnDraft> rest = new ArrayList<>();
        if (shape.keepsValueWhole()) {
            rest.add(nullable(shape.valueColumn(), whole(change, value)));
        } else if (tellsColumns(value)) {
            rest.addAll(fields.values());
        } else if (shape.unknown() != UnknownFields.STORE) {
            rest.add(nullable(VALUE_COLUMN, ColumnTypes.JSONB));
        }
        for (Metadata what : Metadata.values()) {
            if (this.fields.metadata().wants(what)) {
                rest.add(nullable(what.column(this.fields.metadata().prefix()), ColumnTypes.of(what)));
            }
        }
        if (!shape.storeColumn().isEmpty()) {
            rest.add(nullable(shape.storeColumn(), ColumnTypes.JSONB));
        }
        rest.removeIf(column -> key.stream().anyMatch(part -> part.name().equals(column.name())));
        return new TableDraft(key, rest);
    }

    /** A text is a document where the first one is: what has no schema but holds JSON is to be asked for what it holds. */
    private static TypeDraft whole(Change change, Schema value) {
        boolean isPlain = value != null && value.type().isPrimitive() && value.name() == null;
        boolean isDocument = value == null || isPlain && JsonText.isDocument(change.image());
        return isDocument ? ColumnTypes.JSONB : ColumnTypes.of(value);
    }

    /** Those of the fields that are written. */
    private Map<String, ColumnDraft> chosen(Change change, Map<String, ColumnDraft> all) {
        FieldChoice choice = fields.choice().of(change.record().topic());
        Map<String, ColumnDraft> chosen = new LinkedHashMap<>(all);
        chosen.keySet().removeIf(name -> !choice.takes(name));
        return chosen;
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
            columns.add(keyColumn(name, ColumnTypes.ofHeader(header.schema(), header.value())));
        }
        return columns;
    }

    private List<ColumnDraft> ofValue(Change change, Map<String, ColumnDraft> fields) {
        if (fields.isEmpty()) {
            return ofFields("the value", change.image(), named("pk.mode=record_value and values without a schema"));
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
        } else if (record.key() instanceof Map<?, ?> || JsonMembers.mayBeIn(record.key())) {
            return ofFields("the key", record.key(), named("pk.mode=record_key and keys without a schema"));
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

    /** Of a map, or of a text that holds one. */
    private List<ColumnDraft> ofFields(String side, Object value, List<String> names) {
        Map<?, ?> map = value instanceof Map<?, ?> it ? it : new JsonMembers(side).of(value);
        List<ColumnDraft> columns = new ArrayList<>();
        for (String name : names) {
            Object member = member(map, name);
            if (member == null) {
                throw new DataException("pk.fields names " + name + ", and " + side + " has no such field");
            }
            columns.add(keyColumn(name, ColumnTypes.ofValue(member)));
        }
        return columns;
    }

    /** Where maps are flattened, the name may be that of a member of a member. */
    private Object member(Map<?, ?> map, String name) {
        Object found = map.get(name);
        if (found != null || !shape.flatten().enabled()) {
            return found;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String prefix = entry.getKey() + shape.flatten().delimiter();
            if (entry.getValue() instanceof Map<?, ?> nested && name.startsWith(prefix)) {
                return member(nested, name.substring(prefix.length()));
            }
        }
        return null;
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
