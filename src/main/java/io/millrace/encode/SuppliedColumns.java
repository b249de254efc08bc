package io.millrace.encode;

import io.millrace.config.FieldSettings;
import io.millrace.config.Metadata;
import io.millrace.config.MissingFields;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.ColumnSets;
import io.millrace.table.Destination;
import io.millrace.table.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** The columns of a table that are written without a field of the value. Confined to the task thread. */
final class SuppliedColumns {
    private final ColumnSets sets;
    private final Destination destination;
    private final MissingFields missing;
    private final Map<Column, MetadataField> metadata = new LinkedHashMap<>();

    private SuppliedColumns(ColumnSets sets, MissingFields missing) {
        this.sets = sets;
        this.destination = sets.key().destination();
        this.missing = missing;
    }

    /** Refuses metadata that has no column with a DataException. The key's columns have a source of their own. */
    static SuppliedColumns of(ColumnSets sets, FieldSettings settings, RowColumns rows, Encoders encoders, Schema key) {
        SuppliedColumns supplied = new SuppliedColumns(sets, settings.missing());
        for (Metadata what : Metadata.values()) {
            if (settings.metadata().wants(what)) {
                String name = what.column(settings.metadata().prefix());
                Column column = rows.named(name).orElseThrow(() -> supplied.noColumn(name));
                if (!rows.isLeftOut(column)) {
                    FieldEncoder encoder = encoders.find(what == Metadata.KEY ? key : null, column);
                    supplied.metadata.put(column, new MetadataField(what, new ColumnField(column, encoder)));
                }
            }
        }
        return supplied;
    }

    private DataException noColumn(String name) {
        return new DataException("metadata.columns needs column \"" + name + "\" in " + destination
                + ", which is not there: add it, or see metadata.columns.prefix");
    }

    boolean isEmpty() {
        return metadata.isEmpty() && missing == MissingFields.KEEP;
    }

    /** Null where the column is none of the metadata. */
    MetadataField metadata(Column column) {
        return metadata.get(column);
    }

    /** The columns of a whole row, given those that the value brought. */
    ColumnSet complete(ColumnSet brought) {
        List<Column> columns = new ArrayList<>(brought.columns());
        for (Column column : destination.shape().columns()) {
            boolean isMissing = !columns.contains(column) && !metadata.containsKey(column) && column.isWritable();
            if (isMissing && missing == MissingFields.FAIL && !fillsItself(column)) {
                throw Refusal.NULL.because("the record has no field for column " + column.sql() + " of " + destination
                        + ", and on.missing.field=fail");
            } else if (isMissing && missing == MissingFields.NULL && column.nullable()) {
                columns.add(column);
            }
        }
        columns.addAll(metadata.keySet());
        return sets.of(columns);
    }

    private static boolean fillsItself(Column column) {
        return column.hasDefault() || column.generation() != Generation.NONE;
    }
}
