package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.encode.RowPlan;
import io.millrace.lane.Lanes;
import io.millrace.table.ColumnSet;
import io.millrace.write.Row;
import io.millrace.write.RowKind;
import java.util.Arrays;
import java.util.Collection;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Takes a put's records in: finds each its route first, so that a put is taken whole or not at all, then encodes each
 * and hands it to its lane. Confined to the task thread.
 */
final class Intake {
    private static final long NO_TIMESTAMP = Long.MAX_VALUE;
    /** In a long put idle lanes get what is there this often, and not only at its end. */
    private static final int HAND_OVER_EVERY = 1024;

    private final KeySettings keys;
    private final OffsetLedger ledger;
    private final OpenPartitions partitions;
    private final Routes routes;
    private final Lanes lanes;
    private final BadRecords bad;
    private final Row row = new Row();
    private Route[] found = new Route[0];
    private long deadlineNanos;
    private long skipped;

    Intake(KeySettings keys, OffsetLedger ledger, OpenPartitions partitions, Delivery delivery, BadRecords bad) {
        this.keys = keys;
        this.ledger = ledger;
        this.partitions = partitions;
        this.routes = delivery.routes();
        this.lanes = delivery.lanes();
        this.bad = bad;
    }

    /** Takes all of the records, or throws a RetriableException and has taken none. */
    void take(Collection<SinkRecord> records, long putDeadlineNanos) {
        deadlineNanos = putDeadlineNanos;
        findRoutes(records);
        lanes.beginFilling();
        try {
            int at = 0;
            for (SinkRecord record : records) {
                take(record, found[at++]);
                if (at % HAND_OVER_EVERY == 0) {
                    lanes.endFilling();
                    lanes.beginFilling();
                }
            }
        } finally {
            lanes.endFilling();
        }
    }

    /** Takes none of the records, and lets no offset at or above them be committed. */
    void hold(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            int slot = partitions.slot(record);
            if (slot != OffsetLedger.CLOSED) {
                partitions.hold(slot, record.originalKafkaOffset());
            }
        }
    }

    private void findRoutes(Collection<SinkRecord> records) {
        if (found.length < records.size()) {
            found = Arrays.copyOf(found, records.size());
        }
        int changes;
        do {
            changes = routes.changes();
            int at = 0;
            for (SinkRecord record : records) {
                boolean wanted = partitions.slot(record) != OffsetLedger.CLOSED && !isDropped(record);
                found[at++] = wanted ? routes.find(record, deadlineNanos) : null;
            }
            // A table that was changed for a later record has another route for the earlier ones, too.
        } while (changes != routes.changes());
    }

    /** A tombstone is a record without a value, whatever its schema says. */
    private boolean isDropped(SinkRecord record) {
        return record.value() == null && keys.nulls() == NullValues.IGNORE;
    }

    private void take(SinkRecord record, Route route) {
        int slot = partitions.slot(record);
        if (slot == OffsetLedger.CLOSED || (route == null && !bad.hasEndedTheTask())) {
            skipped++;
        } else if (bad.hasEndedTheTask()) {
            // What comes after the first bad record is left to the task's next life.
            partitions.hold(slot, record.originalKafkaOffset());
        } else {
            accept(record, slot, route);
        }
    }

    private void accept(SinkRecord record, int slot, Route route) {
        long offset = record.originalKafkaOffset();
        Route taken;
        try {
            taken = encodeOrLookAgain(record, slot, route);
        } catch (DataException e) {
            bad.take(record, slot, route, e.getMessage());
            return;
        }
        if (bad.areReported()) {
            row.keep(record, RecordWeight.of(record));
        }
        int ticket = ledger.accept(slot, offset);
        lanes.add(taken.placement().place(row, ledger.number(slot), lanes.anyLane()), row, ticket);
    }

    /** Before a record is refused, its table is looked at again: it may have changed since it was learned. */
    private Route encodeOrLookAgain(SinkRecord record, int slot, Route route) {
        try {
            encode(record, slot, route);
            return route;
        } catch (DataException refusal) {
            Route again = routes.again(record, route, deadlineNanos);
            if (again == route) {
                throw refusal;
            }
            replace(route, again);
            encode(record, slot, again);
            return again;
        }
    }

    /** For the records of this put that are still to come; what came before goes before. */
    private void replace(Route route, Route other) {
        lanes.sealAll();
        for (int at = 0; at < found.length; at++) {
            found[at] = found[at] == route ? other : found[at];
        }
    }

    private void encode(SinkRecord record, int slot, Route route) {
        if (route.isRefused()) {
            throw new DataException(route.refusal());
        }
        RowKind kind = kind(record);
        Long timestamp = record.timestamp();
        row.from(slot, record.originalKafkaOffset(), timestamp == null ? NO_TIMESTAMP : timestamp);
        row.begin(route.target(), kind);
        RowPlan plan = kind == RowKind.DELETE
                ? route.plans().delete(record)
                : route.plans().write(record);
        ColumnSet set = plan.encode(record, row.tuple());
        row.end(set);
    }

    private RowKind kind(SinkRecord record) {
        if (record.value() != null) {
            return RowKind.WRITE;
        }
        if (keys.nulls() == NullValues.FAIL) {
            throw new DataException("the record has no value, and behavior.on.null.values=fail");
        }
        return RowKind.DELETE;
    }

    /** The records dropped by a rule since the last call. */
    long drainSkipped() {
        long count = skipped;
        skipped = 0;
        return count;
    }
}
