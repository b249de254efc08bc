package io.millrace.encode;

import io.millrace.config.EncodeSettings;
import io.millrace.config.KeySettings;
import io.millrace.config.PkMode;
import io.millrace.config.WriteSettings;
import io.millrace.table.ColumnSets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The plans of one destination, one a shape of records. Confined to the task thread. */
public final class RowPlans {
    private final boolean keyedByRecordKey;
    private final PlanCache writes;
    private final PlanCache deletes;

    /** The column sets say which destination. */
    public RowPlans(
            ColumnSets sets, ColumnLookup names, KeySettings keys, EncodeSettings settings, WriteSettings write) {
        RowPlanner planner =
                new RowPlanner(sets, new RowColumns(sets, names, write, settings.shape()), names, keys, settings);
        this.keyedByRecordKey = keys.mode() == PkMode.RECORD_KEY;
        Flattening flattening =
                new Flattening(settings.shape(), keys.mode(), names, sets.key().destination());
        this.writes = new PlanCache(flattening.around(planner::write));
        this.deletes = new PlanCache(flattening.around((key, value) -> planner.delete(key)));
    }

    /** The plan for a record with a value; a shape that makes no row is refused with a DataException. */
    public RowPlan write(SinkRecord record) {
        Object value = record.value();
        if (value == null) {
            throw new DataException("a record without a value makes no row");
        }
        return writes.find(keySchema(record), valueSchema(record));
    }

    // Text without a schema is the same to us as text with one.
    private static Schema valueSchema(SinkRecord record) {
        if (record.value() instanceof Struct struct) {
            return struct.schema();
        }
        boolean isPlainText = record.valueSchema() == null && JsonText.canShow(record.value());
        return isPlainText ? Schema.OPTIONAL_STRING_SCHEMA : record.valueSchema();
    }

    /** The plan that writes only the key's columns; the record's value and its schema do not matter. */
    public RowPlan delete(SinkRecord record) {
        return deletes.find(keySchema(record), null);
    }

    // Where the row's key comes from elsewhere, the record's key is of no account and may vary.
    private Schema keySchema(SinkRecord record) {
        if (!keyedByRecordKey) {
            return null;
        }
        return record.key() instanceof Struct key ? key.schema() : record.keySchema();
    }
}
