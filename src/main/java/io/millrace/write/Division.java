package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Records of batches in batches of their own, in arrival order and coalesced anew, each with its claim: the old batch
 * has no say over them any more. Lives on a lane's thread.
 */
public final class Division {
    /** As much as goes well in one transaction when it has to be searched. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final List<LaneBatch> batches = new ArrayList<>();
    private final Row row = new Row();

    private Division() {}

    /** The records whose claims are wanted, in as few batches as their order allows, to be written in this order. */
    public static List<LaneBatch> of(LaneBatch whole, IntPredicate wanted) {
        Division division = new Division();
        division.add(whole, wanted);
        return division.batches;
    }

    /** All records of batches that came in this order. */
    public static List<LaneBatch> together(List<LaneBatch> wholes) {
        Division division = new Division();
        wholes.forEach(whole -> division.add(whole, claim -> true));
        return division.batches;
    }

    private void add(LaneBatch whole, IntPredicate wanted) {
        RecordRows rows = RecordRows.of(whole);
        Map<Integer, RefusedRecord> refused = new HashMap<>();
        whole.refused().forEach(record -> refused.put(record.claim(), record));
        for (int claim = 0; claim < whole.records(); claim++) {
            boolean isOurs = !whole.isDropped(whole.claims().slot(claim));
            if (isOurs && wanted.test(claim)) {
                add(whole, claim, rows, refused.get(claim));
            }
        }
    }

    private void add(LaneBatch whole, int claim, RecordRows rows, RefusedRecord refusal) {
        row.from(whole.claims().slot(claim), whole.claims().offset(claim), whole.oldestTimestamp());
        if (whole.claims().keeps()) {
            row.keep(whole.claims().record(claim), whole.recordWeight());
        }
        int ticket = whole.claims().ticket(claim);
        if (refusal != null) {
            open().refuse(row, ticket, refusal.reason());
        } else if (rows.has(claim)) {
            row.copy(rows.table(claim), rows.row(claim));
            offer(ticket);
        } else {
            open().pass(row.slot(), ticket, row.offset());
        }
        LaneBatch last = batches.get(batches.size() - 1);
        last.reported().set(last.records() - 1, whole.reported().get(claim));
    }

    private void offer(int ticket) {
        if (!open().offer(row, ticket)) {
            batches.add(new LaneBatch());
            open().offer(row, ticket);
        }
    }

    private LaneBatch open() {
        if (batches.isEmpty() || batches.get(batches.size() - 1).bytes() >= MOST_BYTES) {
            batches.add(new LaneBatch());
        }
        return batches.get(batches.size() - 1);
    }
}
