package io.millrace.encode;

import io.millrace.config.PkMode;
import io.millrace.config.ShapeSettings;
import io.millrace.table.Destination;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes the plans of one destination see nested fields as fields of the record. Where a schema has none, its plan is the
 * usual one. Confined to the task thread.
 */
final class Flattening {
    private final ShapeSettings settings;
    private final PkMode keyMode;
    private final FlatNames names;
    private final FlatView maps;
    private final FlatView keyTexts;
    private final FlatView valueTexts;
    private final FlatView rowTexts;

    Flattening(ShapeSettings settings, PkMode keyMode, ColumnLookup lookup, Destination destination) {
        this.settings = settings;
        this.keyMode = keyMode;
        this.names = new FlatNames(
                settings.flatten().delimiter(), lookup, destination.shape().columns());
        this.maps = new FlatMap(names);
        this.keyTexts = FlatText.ofKey(maps);
        this.valueTexts = FlatText.ofValue(maps);
        this.rowTexts = FlatText.ofValue(FlatView.PLAIN);
    }

    /** A planner for records that are nested, by one for records that are flat. */
    PlanCache.Planner around(PlanCache.Planner planner) {
        return settings.flatten().enabled() ? (key, value) -> plan(planner, key, value) : planner;
    }

    private RowPlan plan(PlanCache.Planner planner, Schema key, Schema value) {
        Side keys = keyMode == PkMode.RECORD_KEY ? side(key, keyTexts) : new Side(key, FlatView.PLAIN);
        Side values = staysWhole(value) ? new Side(value, FlatView.PLAIN) : side(value, valueTexts);
        RowPlan plan = planner.plan(keys.schema(), values.schema());
        boolean isFlat = keys.view() == FlatView.PLAIN && values.view() == FlatView.PLAIN;
        return isFlat ? plan : new FlatPlan(plan, keys.view(), values.view());
    }

    /** Rows as they were, and as their keys are looked for in them: of this schema, flat where rows are flattened. */
    Side row(Schema schema) {
        if (settings.flatten().enabled() && !staysWhole(schema)) {
            return side(schema, valueTexts);
        }
        boolean isText = schema != null && schema.type().isPrimitive();
        return isText ? new Side(null, rowTexts) : new Side(schema, FlatView.PLAIN);
    }

    private boolean staysWhole(Schema value) {
        boolean hasNoColumns = !settings.schemalessColumn().isEmpty() && !Drafts.tellsColumns(value);
        return settings.keepsValueWhole() || hasNoColumns;
    }

    private Side side(Schema schema, FlatView texts) {
        if (schema == null) {
            return new Side(null, texts);
        }
        return switch (schema.type()) {
            case STRUCT -> ofStruct(schema);
            case MAP -> new Side(schema, maps);
            // What comes of a text has no schema.
            case STRING, BYTES -> new Side(null, texts);
            default -> new Side(schema, FlatView.PLAIN);
        };
    }

    private Side ofStruct(Schema schema) {
        boolean isNested = schema.fields().stream().anyMatch(field -> FlatSchema.isNested(field.schema()));
        if (!isNested) {
            return new Side(schema, FlatView.PLAIN);
        }
        FlatSchema flat = FlatSchema.of(schema, settings.flatten().delimiter(), names::staysWhole);
        return new Side(flat.schema(), new FlatStruct(flat));
    }

    /** A record's key or value, as the planner is to see it. */
    record Side(Schema schema, FlatView view) {}
}
