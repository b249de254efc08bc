package io.millrace.encode;

import io.millrace.table.ColumnSet;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes records by a plan that is for their flat form. Confined to the task thread. */
record FlatPlan(RowPlan flat, FlatView key, FlatView value) implements RowPlan {
    @Override
    public ColumnSet encode(SinkRecord record, RowBuffer out) {
        SinkRecord seen = record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key.of(record.key()),
                record.valueSchema(),
                value.of(record.value()),
                record.timestamp());
        return flat.encode(seen, out);
    }
}
