package io.millrace.encode;

import io.millrace.config.PkMode;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
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
    private final boolean keyIsInRow;

    RowPlanner(ColumnSets sets, ColumnLookup names, PlanSettings settings) {
        this.sets = sets;
        this.destination = sets.key().destination();
        this.encoders = new Encoders(settings.values());
        this.keyPlanner = new KeyPlanner(destination, names, settings.keys(), encoders);
        this.rows = new RowColumns(sets, names, settings);
        this.keyIsInRow = settings.keys().mode() == PkMode.RECORD_VALUE;
        this.unavailable = new Unavailable(settings.changes().placeholder());
    }

    /** The schemas may be null where the record has none. */
    RowPlan write(Schema key, Schema value) {
        if (value == null) {
            return ofMap(key, value, null);
        }
        return switch (value.type()) {
            case STRUCT -> ofStruct(key, value);
            case MAP -> ofMap(key, value, value.valueSchema());
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
        return new KeyPlan(sets.key(), keyIsInRow ? keyPlanner.planOfRow(value) : keyPlanner.plan(key, null));
    }

    FormerKeys formerKeys() {
        return new FormerKeys(keyPlanner);
    }

    private RowPlan ofMap(Schema key, Schema value, Schema elements) {
        MapSlots slots = new MapSlots(destination, rows, encoders, elements);
        return new MapPlan(keyPlanner.plan(key, value), slots, rows, unavailable);
    }

    private RowPlan ofStruct(Schema key, Schema value) {
        Map<Column, Field> brought = brought(value);
        ColumnSet set = rows.of(List.copyOf(brought.keySet()));
        List<Column> rest = set.rest();
        Field[] fields = new Field[rest.size()];
        ColumnField[] columns = new ColumnField[rest.size()];
        for (int i = 0; i < fields.length; i++) {
            Column column = rest.get(i);
            fields[i] = brought.get(column);
            columns[i] = new ColumnField(column, encoders.find(fields[i].schema(), column));
        }
        LackingStructs lacking = new LackingStructs(unavailable, rows);
        return new StructPlan(set, keyPlanner.plan(key, value), fields, columns, lacking);
    }

    private Map<Column, Field> brought(Schema value) {
        Map<Column, Field> brought = new LinkedHashMap<>();
        for (Field field : value.fields()) {
            if (rows.isMark(field.name())) {
                continue;
            }
            Column column = rows.find(field.name());
            Field other = rows.isLeftOut(column) ? null : brought.put(column, field);
            if (other != null) {
                throw new DataException("fields \"" + other.name() + "\" and \"" + field.name() + "\" both mean column "
                        + column.sql() + " of " + destination);
            }
        }
        return brought;
    }
}
