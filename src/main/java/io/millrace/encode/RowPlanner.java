package io.millrace.encode;

import io.millrace.config.FieldSettings;
import io.millrace.config.KeySettings;
import io.millrace.config.PkMode;
import io.millrace.config.ShapeSettings;
import io.millrace.table.Column;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Makes the plan for records of one shape. Confined to the task thread. */
final class RowPlanner {
    private final ColumnSets sets;
    private final Destination destination;
    private final Encoders encoders;
    private final KeyPlanner keyPlanner;
    private final RowColumns rows;
    private final Unavailable unavailable;

    private final KeySettings keys;
    private final ShapeSettings shape;
    private final FieldSettings fields;
    private final JsonPlanner json;

    RowPlanner(ColumnSets sets, ColumnLookup names, PlanSettings settings) {
        this.sets = sets;
        this.destination = sets.key().destination();
        this.keys = settings.keys();
        this.encoders = new Encoders(settings.values());
        this.keyPlanner = new KeyPlanner(destination, names, keys, encoders);
        this.rows = new RowColumns(sets, names, settings);
        this.unavailable = new Unavailable(settings.changes().placeholder());
        this.shape = settings.values().shape();
        this.fields = settings.fields();
        this.json = new JsonPlanner(rows, encoders, unavailable);
    }

    /** The schemas may be null where the record has none. */
    RowPlan write(Schema key, Schema value) {
        RowPlan plan = ofValue(key, value);
        SuppliedColumns supplied = SuppliedColumns.of(sets, fields, rows, encoders, key);
        return supplied.isEmpty() ? plan : new Supplement(plan, supplied);
    }

    private RowPlan ofValue(Schema key, Schema value) {
        if (shape.keepsValueWhole()) {
            return ofWhole(key, value, shape.valueColumn());
        } else if (!shape.schemalessColumn().isEmpty() && !Drafts.tellsColumns(value)) {
            return ofWhole(key, value, shape.schemalessColumn());
        } else if (value == null) {
            return ofMap(key, value, null);
        }
        return switch (value.type()) {
            case STRUCT -> ofStruct(key, value);
            case MAP -> ofMap(key, value, value.valueSchema());
            case STRING, BYTES -> json.plan(keys.mode(), key(key, value));
            default ->
                throw new DataException("a value of type " + value.type() + " has no fields: use a converter that"
                        + " gives them, such as JsonConverter or AvroConverter");
        };
    }

    /** Of the two schemas only that matters which brings the key; the row is one as it was. */
    RowPlan delete(Schema key, Schema value) {
        if (!destination.isKeyed()) {
            throw new DataException(destination + " is written without a key, so nothing can be deleted from it");
        }
        if (keys.mode() != PkMode.RECORD_VALUE) {
            return new KeyPlan(sets.key(), key(key, null));
        } else if (isText(value)) {
            return new KeyPlan(sets.key(), KeyFields.none().or(json.keyOfRow()));
        }
        return new KeyPlan(sets.key(), keyPlanner.planOfRow(value));
    }

    FormerKeys formerKeys(Flattening flattening) {
        return new FormerKeys(keyPlanner, flattening);
    }

    /** What brings the key's columns; a key that is one value may be the text of an object. */
    private KeyFields key(Schema key, Schema value) {
        boolean valueBringsIt = keys.mode() == PkMode.RECORD_VALUE && isText(value);
        if (valueBringsIt) {
            return KeyFields.none();
        }
        KeyFields fields = keyPlanner.plan(key, value);
        boolean mayBeObject = keys.mode() == PkMode.RECORD_KEY && (key == null || isText(key)) && !isKeyDocument();
        return mayBeObject ? fields.or(json.key()) : fields;
    }

    /** Whether the row's key is itself one document, and a text that is an object the whole of it. */
    private boolean isKeyDocument() {
        if (destination.key().size() != 1) {
            return false;
        }
        return switch (destination.key().get(0).type().kind()) {
            case JSON, JSONB, HSTORE -> true;
            default -> false;
        };
    }

    private static boolean isText(Schema schema) {
        return schema != null && (schema.type() == Schema.Type.STRING || schema.type() == Schema.Type.BYTES);
    }

    private RowPlan ofWhole(Schema key, Schema value, String name) {
        Column column = rows.named(name)
                .filter(Predicate.not(rows::isLeftOut))
                .orElseThrow(() -> new DataException("value.column names \"" + name + "\", which is no column of "
                        + destination + " that a value can be written into"));
        ColumnField field = new ColumnField(column, new WholeEncoder(encoders.find(value, column), column));
        boolean isKeyInText = keys.mode() == PkMode.RECORD_VALUE && isText(value);
        KeyFields brought = isKeyInText ? KeyFields.none().or(json.keyOfRow()) : key(key, value);
        return new WholePlan(rows.of(List.of(column)), brought, field, json.completeness(column));
    }

    private RowPlan ofMap(Schema key, Schema value, Schema elements) {
        MapSlots slots = new MapSlots(destination, rows, encoders, elements);
        return new MapPlan(key(key, value), slots, rows, unavailable, storeCompleteness());
    }

    private RowPlan ofStruct(Schema key, Schema value) {
        StructColumns columns = StructColumns.of(value, rows, encoders);
        LackingStructs lacking = new LackingStructs(unavailable, rows);
        return columns.plan(rows, key(key, value), lacking, storeCompleteness());
    }

    /** Of what is stored together; null where nothing is. */
    private JsonCompleteness storeCompleteness() {
        return rows.store().map(json::completeness).orElse(null);
    }
}
