package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.SinkConfig;
import io.millrace.encode.Change;
import io.millrace.encode.ChangeReader;
import io.millrace.encode.RowPlan;
import io.millrace.lane.Lanes;
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

    private final ChangeReader changes;
    private final Sieve sieve;
    private final OffsetLedger ledger;
    private final OpenPartitions partitions;
    private final Routes routes;
    private final Lanes lanes;
    private final BadRecords bad;
    private final Row row = new Row();
    private Route[] found = new Route[0];
    private long deadlineNanos;
    private long skipped;

    Intake(SinkConfig config, OffsetLedger ledger, OpenPartitions partitions, Delivery delivery, BadRecords bad) {
        this.changes = new ChangeReader(config.changes());
        this.sieve = new Sieve(config);
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
        int changed;
        do {
            changed = routes.changes();
            int at = 0;
            for (SinkRecord record : records) {
                boolean isOurs = partitions.slot(record) != OffsetLedger.CLOSED;
                found[at++] = isOurs ? findRoute(record) : null;
            }
            // A table that was changed for a later record has another route for the earlier ones, too.
        } while (changed != routes.changes());
    }

    /** The record's route; null where a rule drops it. */
    private Route findRoute(SinkRecord record) {
        Change change;
        try {
            change = changes.read(record);
        } catch (DataException e) {
            return routes.unread(Change.of(record), e.getMessage());
        }
        if (sieve.dropsUnseen(change)) {
            return null;
        }
        Route route = routes.find(change, deadlineNanos);
        return route == null || sieve.drops(asSeenBy(route, change)) ? null : route;
    }

    /** A mark that says that the row was deleted is a value like any other where the table has a column for it. */
    private static Change asSeenBy(Route route, Change change) {
        if (change.isMarked() && !route.isRefused() && route.plans().keepsMark()) {
            change.keepMarked();
        }
        return change;
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
            Route again = lookAgain(record, route, refusal);
            replace(route, again);
            encode(record, slot, again);
            return again;
        }
    }

    private Route lookAgain(SinkRecord record, Route route, DataException refusal) {
        Change change;
        try {
            change = changes.read(record);
        } catch (DataException e) {
            throw refusal;
        }
        Route again = routes.again(change, route, deadlineNanos);
        if (again == route) {
            throw refusal;
        }
        return again;
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
        // Read once more rather than kept: it costs a look at the schema, and nothing is held for a whole put.
        Change change = asSeenBy(route, changes.read(record));
        sieve.check(change);
        Long timestamp = record.timestamp();
        row.from(slot, record.originalKafkaOffset(), timestamp == null ? NO_TIMESTAMP : timestamp);
        switch (change.kind()) {
            case WRITE -> write(change, route);
            case DELETE -> delete(change, route);
            case TRUNCATE -> truncate(route);
            case NOTHING -> throw new IllegalStateException("a record that tells of no row was given a route");
        }
    }

    private void write(Change change, Route route) {
        row.begin(route.target(), RowKind.WRITE);
        RowPlan plan = route.plans().write(change);
        row.end(plan.encode(change, row.tuple()));
        if (route.plans().putFormerKey(change, row.former())) {
            row.replaces(route.plans().key());
            requireKeyOfMoved(route);
        }
    }

    /** The record's own key may be the one that the row had: then it would stay, and its new key be lost. */
    private void requireKeyOfMoved(Route route) {
        if (row.kind() == RowKind.MOVE) {
            return;
        }
        route.plans().putPresentKey(row.beginFormer());
        if (!row.hasFormerKey()) {
            throw new DataException("the event's row has another key than before, and the record's key is the one from"
                    + " before: set pk.mode=record_value, which takes the key from the row");
        }
    }

    private void delete(Change change, Route route) {
        row.begin(route.target(), RowKind.DELETE);
        RowPlan plan = route.plans().delete(change);
        row.end(plan.encode(change, row.tuple()));
    }

    private void truncate(Route route) {
        row.begin(route.target(), RowKind.TRUNCATE);
        row.endWhole(route.plans().key());
    }

    /** The records dropped by a rule since the last call. */
    long drainSkipped() {
        long count = skipped;
        skipped = 0;
        return count;
    }
}
