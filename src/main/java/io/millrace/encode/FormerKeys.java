package io.millrace.encode;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds whether an event changed the key of its row, and writes the one that the row had. The row as it was and as it
 * is are compared, wherever the key of the row itself comes from. Confined to the task thread.
 */
final class FormerKeys {
    private final KeyPlanner planner;
    private final Change former = new Change();

    // By the schema of the last row with a former one
    private boolean isPlanned;
    private Schema lastSchema;
    private Optional<KeyFields> last = Optional.empty();

    FormerKeys(KeyPlanner planner) {
        this.planner = planner;
    }

    /** Whether a key was changed; then it is appended as it was, as a tuple. */
    boolean put(Change change, int keyColumns, RowBuffer out) {
        SinkRecord record = change.record();
        former.set(record, Change.Kind.DELETE, change.before(), change.schema());
        if (!isAlike(change.before(), change.image())) {
            return false;
        }
        Optional<KeyFields> fields = fieldsOf(former.schema());
        if (fields.isEmpty() || !fields.get().differ(former, change)) {
            return false;
        }
        out.putShort(keyColumns);
        fields.get().put(former, out);
        return true;
    }

    private static boolean isAlike(Object was, Object is) {
        return (was instanceof Struct && is instanceof Struct) || (was instanceof Map && is instanceof Map);
    }

    /** Empty where such rows do not bring every column of the key. */
    private Optional<KeyFields> fieldsOf(Schema schema) {
        if (!isPlanned || schema != lastSchema) {
            last = planner.isBroughtBy(schema) ? Optional.of(planner.planOfRow(schema)) : Optional.empty();
            lastSchema = schema;
            isPlanned = true;
        }
        return last;
    }
}
