package io.millrace.encode;

import io.millrace.config.FieldSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.Metadata;
import io.millrace.config.ShapeSettings;
import io.millrace.config.UnknownFields;
import io.millrace.config.WriteSettings;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/** Which columns the fields of a value fill, and whether those make a row. Confined to the task thread. */
final class RowColumns {
    // A longer name was not meant as a column's, and messages go to logs and headers.
    private static final int MAX_SHOWN_NAME = 128;

    // PostgreSQL manual, Identifiers and Key Words: NAMEDATALEN.
    private static final int MAX_NAME_BYTES = 63;

    private final ColumnSets sets;
    private final ColumnLookup names;
    private final WriteSettings write;
    private final ShapeSettings shape;
    private final FieldSettings fields;
    private final Destination destination;
    private final boolean recognisesEvents;

    RowColumns(ColumnSets sets, ColumnLookup names, PlanSettings settings) {
        this.sets = sets;
        this.names = names;
        this.write = settings.write();
        this.shape = settings.values().shape();
        this.fields = settings.fields();
        this.recognisesEvents = settings.changes().recognises();
        this.destination = sets.key().destination();
    }

    Destination destination() {
        return destination;
    }

    /** The column that a field fills; empty where none is named for it and that is no fault. */
    Optional<Column> find(String field) {
        Optional<Column> column = named(field).filter(found -> !isStore(found));
        if (column.isEmpty() && shape.unknown() == UnknownFields.FAIL) {
            throw new DataException("field \"" + shown(field) + "\" has no column in " + destination + ": "
                    + remedy(field) + ", or set unknown.fields=ignore or store");
        }
        return column;
    }

    private static String remedy(String field) {
        if (field.equals(EventShape.SCHEMA) || field.equals(EventShape.PAYLOAD)) {
            return "if the value is a {schema, payload} pair, JsonConverter with value.converter.schemas.enable=true"
                    + " takes the row out of it, else add the column";
        }
        boolean canBeColumn = field.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
        return canBeColumn
                ? "add the column (auto.evolve=true does it where the value has a schema)"
                : "it is longer than the 63 bytes of a column's name, so rename it by a transform";
    }

    private static String shown(String field) {
        return field.length() > MAX_SHOWN_NAME ? field.substring(0, MAX_SHOWN_NAME) + "..." : field;
    }

    /** The column of this name. */
    Optional<Column> named(String name) {
        return names.find(name);
    }

    /** The column for the fields that have none, where they are to be stored. */
    Optional<Column> store() {
        return shape.unknown() == UnknownFields.STORE ? Optional.of(storeColumn()) : Optional.empty();
    }

    private Column storeColumn() {
        Column column = named(shape.storeColumn())
                .orElseThrow(() -> new DataException(
                        "store.column names \"" + shape.storeColumn() + "\", which is no column of " + destination));
        boolean takesObjects =
                column.type().kind() == TypeKind.JSON || column.type().kind() == TypeKind.JSONB;
        if (!takesObjects || isLeftOut(column)) {
            throw new DataException("store.column names " + column.sql() + " of " + destination
                    + ", but only a json or jsonb column outside of the key takes the fields that have none");
        }
        return column;
    }

    private boolean isStore(Column column) {
        return shape.unknown() == UnknownFields.STORE
                && named(shape.storeColumn())
                        .filter(store -> store.number() == column.number())
                        .isPresent();
    }

    /** Whether the field of a value is not to be written, be there a column for it or not. */
    boolean passesOver(String field) {
        return !fields.choice().takes(field) || isMark(field);
    }

    /** Whether a null in a field with a default is that default. */
    boolean takesNullsAsDefaults() {
        return fields.nullsAsDefaults();
    }

    /** Whether it is the mark of an event, which needs no column: what it says decides what becomes of the row. */
    private boolean isMark(String field) {
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
        if (write.mode() == InsertMode.INSERT || write.mode() == InsertMode.IGNORE) {
            requireWhole(set);
        }
        if (!write.updates().newer().isEmpty()) {
            requireVersion(set);
        }
        return set;
    }

    /** Leaves a column as it is, for a row whose source did not have its value; a new row cannot be had without. */
    void leaveOut(Column column) {
        if (write.mode() == InsertMode.INSERT || write.mode() == InsertMode.IGNORE) {
            throw new DataException("column " + column.sql() + " of " + destination + ": the event's source did not"
                    + " have the value (unavailable.value.placeholder), which only insert.mode=upsert and update can"
                    + " leave as it is");
        }
    }

    /** A document has no field that could stay as it is while the others change. */
    void refuseIncomplete(Column column, String field) {
        throw new DataException("the event's source did not have the value of field \"" + shown(field)
                + "\" (unavailable.value.placeholder), and a document, as column " + column.sql() + " of " + destination
                + " holds, cannot keep the one that it has: give the field a column of its own, or have the source log"
                + " every value (REPLICA IDENTITY FULL)");
    }

    /** The set of these columns and the key's, of rows that lack values of others. */
    ColumnSet lacking(List<Column> columns) {
        ColumnSet set = of(columns);
        return missing(set).isEmpty() ? set : sets.toUpdate(set);
    }

    private void requireVersion(ColumnSet set) {
        Column version = named(write.updates().newer()).orElseThrow();
        if (!set.columns().contains(version)) {
            throw Refusal.NULL.because("the record has no field for column " + version.sql() + " of " + destination
                    + ", by which upsert.when.newer compares it");
        }
    }

    private void requireWhole(ColumnSet set) {
        Optional<Column> missing = missing(set);
        if (missing.isPresent()) {
            throw Refusal.NULL.because("the record has no field for column "
                    + missing.get().sql() + " of " + destination + ", which is NOT NULL and has no default");
        }
    }

    /** A column that no new row can be without. */
    private Optional<Column> missing(ColumnSet set) {
        for (Column column : destination.shape().columns()) {
            boolean isRequired = !column.nullable() && !column.hasDefault() && column.generation() == Generation.NONE;
            if (isRequired && !set.columns().contains(column) && !isMetadata(column)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Whether Kafka knows what goes there. */
    private boolean isMetadata(Column column) {
        for (Metadata what : fields.metadata().wanted()) {
            String name = what.column(fields.metadata().prefix());
            if (named(name).filter(column::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
