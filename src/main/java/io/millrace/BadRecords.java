package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.lane.Lanes;
import io.millrace.write.Row;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What becomes of records that cannot become rows: they are reported, or end the task. Confined to the task thread.
 *
 * <p>Where offsets are stored with the rows, such a record goes with the batch of its partition: the lane has it
 * reported before it writes rows whose offsets pass it.
 */
final class BadRecords {
    private static final long NO_TIMESTAMP = Long.MAX_VALUE;

    private final OffsetLedger ledger;
    private final OpenPartitions partitions;
    private final Reports reports;
    private final Lanes lanes;
    private final boolean storesOffsets;
    private final Row row = new Row();

    BadRecords(OffsetLedger ledger, OpenPartitions partitions, Reports reports, Lanes lanes, boolean storesOffsets) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.reports = reports;
        this.lanes = lanes;
        this.storesOffsets = storesOffsets;
    }

    /** Whether they are reported, so that each record must be kept until it is written. */
    boolean areReported() {
        return reports.areMade();
    }

    boolean hasEndedTheTask() {
        return reports.failure().isSet();
    }

    void take(SinkRecord record, int slot, Route route, String message) {
        long offset = record.originalKafkaOffset();
        String table = route.place();
        String reason = (table.isEmpty() ? ": " : " → " + table + ": ") + message;
        if (!reports.areMade() || route.isClosed()) {
            reports.failure().remember(ledger.describe(slot, offset) + reason);
            partitions.hold(slot, offset);
        } else if (storesOffsets) {
            row.from(slot, offset, NO_TIMESTAMP);
            row.keep(record, RecordWeight.of(record));
            String ofLane = table.isEmpty() ? message : table + ": " + message;
            lanes.addRefused(ledger.number(slot) % lanes.count(), row, ledger.accept(slot, offset), ofLane);
        } else {
            reports.settling(record, slot, ledger.accept(slot, offset), reason);
        }
    }
}
