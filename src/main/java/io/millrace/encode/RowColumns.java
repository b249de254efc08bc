package io.millrace.encode;

import io.millrace.config.InsertMode;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Which columns the fields of a value fill, and whether those make a row. Confined to the task thread. */
final class RowColumns {
    private final ColumnSets sets;
    private final ColumnLookup names;
    private final InsertMode mode;
    private final Destination destination;
    private final boolean recognisesEvents;

    RowColumns(ColumnSets sets, ColumnLookup names, PlanSettings settings) {
        this.sets = sets;
        this.names = names;
        this.mode = settings.mode();
        this.recognisesEvents = settings.changes().recognises();
        this.destination = sets.key().destination();
    }

    Column find(String field) {
        return names.find(field)
                .orElseThrow(() -> new DataException("field \"" + field + "\" has no column in " + destination
                        + ": add the column and restart the task; auto.evolve, which would add it, is not"
                        + " supported yet"));
    }

    /** Whether it is the mark of an event, which needs no column: what it says decides what becomes of the row. */
    boolean isMark(String field) {
        return recognisesEvents
                && field.equals(EventShape.MARK)
                && names.find(field).isEmpty();
    }

    /** The key's columns are written from the key's own source, and expressions by the server. */
    boolean isLeftOut(Column column) {
        return !column.isWritable() || destination.key().stream().anyMatch(part -> part.number() == column.number());
    }

    /** The set of these columns and the key's, where it makes a row. */
    ColumnSet of(List<Column> columns) {
        ColumnSet set = sets.of(columns);
        if (set.columns().isEmpty()) {
            throw Refusal.WRONG_TYPE.because("no field of the record fills a column of " + destination);
        }
        // The other modes may find the row there already; then the server alone can tell.
        if (mode == InsertMode.INSERT || mode == InsertMode.IGNORE) {
            requireWhole(set);
        }
        return set;
    }

    /** Leaves a column as it is, for a row whose source did not have its value; a new row cannot be had without. */
    void leaveOut(Column column) {
        if (mode == InsertMode.INSERT || mode == InsertMode.IGNORE) {
            throw new DataException("column " + column.sql() + " of " + destination + ": the event's source did not"
                    + " have the value (unavailable.value.placeholder), which only insert.mode=upsert and update can"
                    + " leave as it is");
        }
    }

    private void requireWhole(ColumnSet set) {
        for (Column column : destination.shape().columns()) {
            boolean isRequired = !column.nullable() && !column.hasDefault() && column.generation() == Generation.NONE;
            if (isRequired && !set.columns().contains(column)) {
                throw Refusal.NULL.because("the record has no field for column " + column.sql() + " of " + destination
                        + ", which is NOT NULL and has no default");
            }
        }
    }
}
