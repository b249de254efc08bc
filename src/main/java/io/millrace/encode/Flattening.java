package io.millrace.encode;

import io.millrace.config.FlattenSettings;
import io.millrace.table.Destination;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes the plans of one destination see nested fields as fields of the record. Where a schema has none, its plan is the
 * usual one. Confined to the task thread.
 */
final class Flattening {
    private final FlattenSettings settings;
    private final FlatNames names;
    private final FlatView maps;

    Flattening(FlattenSettings settings, ColumnLookup lookup, Destination destination) {
        this.settings = settings;
        this.names =
                new FlatNames(settings.delimiter(), lookup, destination.shape().columns());
        this.maps = new FlatMap(names);
    }

    /** A planner for records that are nested, by one for records that are flat. */
    PlanCache.Planner around(PlanCache.Planner planner) {
        return settings.enabled() ? (key, value) -> plan(planner, key, value) : planner;
    }

    private RowPlan plan(PlanCache.Planner planner, Schema key, Schema value) {
        Side keys = side(key);
        Side values = side(value);
        RowPlan plan = planner.plan(keys.schema(), values.schema());
        boolean isFlat = keys.view() == FlatView.PLAIN && values.view() == FlatView.PLAIN;
        return isFlat ? plan : new FlatPlan(plan, keys.view(), values.view());
    }

    private Side side(Schema schema) {
        if (schema == null || schema.type() == Schema.Type.MAP) {
            return new Side(schema, maps);
        }
        boolean isNested = schema.type() == Schema.Type.STRUCT
                && schema.fields().stream().anyMatch(field -> FlatSchema.isNested(field.schema()));
        if (!isNested) {
            return new Side(schema, FlatView.PLAIN);
        }
        FlatSchema flat = FlatSchema.of(schema, settings.delimiter(), names::staysWhole);
        return new Side(flat.schema(), new FlatStruct(flat));
    }

    /** A record's key or value, as the planner is to see it. */
    private record Side(Schema schema, FlatView view) {}
}
