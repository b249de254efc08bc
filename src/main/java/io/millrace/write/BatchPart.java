package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Some records of a batch as a batch of their own, in arrival order and coalesced anew, as if the others had never
 * come. Lives on a lane's thread.
 *
 * @param claims the number in the whole batch of each of the part's claims
 */
record BatchPart(LaneBatch batch, int[] claims) {
    /** The records whose claims are wanted, in as few batches as their order allows, to be written in this order. */
    static List<BatchPart> of(LaneBatch whole, IntPredicate wanted) {
        List<BatchPart> parts = new ArrayList<>();
        Filling filling = new Filling(whole);
        RecordRows found = RecordRows.of(whole);
        for (int claim = 0; claim < whole.records(); claim++) {
            if (found.has(claim) && wanted.test(claim) && !filling.takes(found.table(claim), found.row(claim))) {
                parts.add(filling.end());
                filling = new Filling(whole);
                filling.takes(found.table(claim), found.row(claim));
            }
        }
        if (!filling.isEmpty()) {
            parts.add(filling.end());
        }
        return parts;
    }

    /** A part without records. */
    static BatchPart empty() {
        return new BatchPart(new LaneBatch(), new int[0]);
    }

    /** How the part ended, in terms of the whole batch's records. */
    Outcome ofWhole(Outcome outcome) {
        if (outcome instanceof Outcome.Written written) {
            return new Outcome.Written(ofWhole(written.refused()), written.replayed());
        }
        if (outcome instanceof Outcome.ToSetAside found) {
            return new Outcome.ToSetAside(ofWhole(found.records()));
        }
        return outcome instanceof Outcome.ToReport found ? new Outcome.ToReport(ofWhole(found.refused())) : outcome;
    }

    private List<RefusedRecord> ofWhole(List<RefusedRecord> refused) {
        List<RefusedRecord> records = new ArrayList<>(refused.size());
        for (RefusedRecord record : refused) {
            records.add(new RefusedRecord(claims[record.claim()], record.sqlState(), record.reason()));
        }
        return records;
    }

    private static final class Filling {
        private final LaneBatch batch = new LaneBatch();
        private final Row row = new Row();
        private final Claims whole;
        private final int[] claims;

        Filling(LaneBatch whole) {
            this.whole = whole.claims();
            this.claims = new int[this.whole.size()];
        }

        boolean takes(TableBatch table, int number) {
            int claim = table.claim(number);
            row.from(whole.slot(claim), whole.offset(claim), Long.MAX_VALUE);
            row.copy(table, number);
            claims[batch.records()] = claim;
            return batch.offer(row, whole.ticket(claim));
        }

        boolean isEmpty() {
            return batch.isEmpty();
        }

        BatchPart end() {
            return new BatchPart(batch, Arrays.copyOf(claims, batch.records()));
        }
    }
}
