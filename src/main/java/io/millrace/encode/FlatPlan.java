package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes changes by a plan that is for their flat form. Confined to the task thread. */
final class FlatPlan implements RowPlan {
    private final RowPlan flat;
    private final FlatView key;
    private final FlatView value;
    private final Change seen = new Change();

    FlatPlan(RowPlan flat, FlatView key, FlatView value) {
        this.flat = flat;
        this.key = key;
        this.value = value;
    }

    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        seen.set(flat(change.record()), change.kind(), value.of(change.image()), change.schema());
        if (change.isEvent()) {
            seen.comesFromEvent();
        }
        return flat.encode(seen, out);
    }

    /** With a flat key; its value is not looked at. */
    private SinkRecord flat(SinkRecord record) {
        if (key == FlatView.PLAIN) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key.of(record.key()),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }
}
