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
    private final Flattening flattening;
    private final Change former = new Change();
    private final Change present = new Change();

    // By the schema of the last row with a former one
    private Schema lastSchema;
    private Rows last;

    FormerKeys(KeyPlanner planner, Flattening flattening) {
        this.planner = planner;
        this.flattening = flattening;
    }

    /** Whether a key was changed; then it is appended as it was, as a tuple. */
    boolean put(Change change, int keyColumns, RowBuffer out) {
        if (!isAlike(change.before(), change.image())) {
            return false;
        }
        SinkRecord record = change.record();
        former.set(record, Change.Kind.DELETE, change.before(), change.schema());
        Rows rows = rowsOf(former.schema());
        if (rows.key().isEmpty()) {
            return false;
        }
        KeyFields key = rows.key().get();
        former.set(record, Change.Kind.DELETE, rows.former().of(change.before()), null);
        present.set(record, Change.Kind.WRITE, rows.present().of(change.image()), null);
        if (!key.differ(former, present)) {
            return false;
        }
        out.putShort(keyColumns);
        key.put(former, out);
        return true;
    }

    /** Appends the key of the row as it is, as a tuple, after {@link #put} of the same change found that it was another. */
    void putPresent(int keyColumns, RowBuffer out) {
        out.putShort(keyColumns);
        last.key().orElseThrow().put(present, out);
    }

    private static boolean isAlike(Object was, Object is) {
        boolean areStructs = was instanceof Struct && is instanceof Struct;
        boolean areMaps = was instanceof Map && is instanceof Map;
        return areStructs || areMaps || (JsonText.canShow(was) && JsonText.canShow(is));
    }

    private Rows rowsOf(Schema schema) {
        if (last == null || schema != lastSchema) {
            Flattening.Side side = flattening.row(schema);
            Optional<KeyFields> key = planner.isBroughtBy(side.schema())
                    ? Optional.of(planner.planOfRow(side.schema()))
                    : Optional.empty();
            last = new Rows(key, side.view(), flattening.row(schema).view());
            lastSchema = schema;
        }
        return last;
    }

    /**
     * How rows of one schema show their key. Each view shows one row at a time, and two are looked at.
     *
     * @param key empty where such rows do not bring every column of it
     */
    private record Rows(Optional<KeyFields> key, FlatView former, FlatView present) {}
}
