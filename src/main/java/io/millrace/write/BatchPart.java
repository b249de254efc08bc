package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.RefusedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
        TableBatch[] tables = new TableBatch[whole.claims().size()];
        int[] rows = new int[tables.length];
        locate(whole, tables, rows);
        for (int claim = 0; claim < tables.length; claim++) {
            if (tables[claim] != null && wanted.test(claim) && !filling.takes(tables[claim], rows[claim])) {
                parts.add(filling.end());
                filling = new Filling(whole);
                filling.takes(tables[claim], rows[claim]);
            }
        }
        if (!filling.isEmpty()) {
            parts.add(filling.end());
        }
        return parts;
    }

    /** Parts of this part, by the number in the whole batch of each of their claims. */
    List<BatchPart> parts(IntPredicate wanted) {
        List<BatchPart> parts = new ArrayList<>();
        for (BatchPart part : of(batch, wanted)) {
            parts.add(new BatchPart(
                    part.batch, Arrays.stream(part.claims).map(it -> claims[it]).toArray()));
        }
        return parts;
    }

    /** The whole batch as its only part. */
    static BatchPart all(LaneBatch whole) {
        return new BatchPart(whole, IntStream.range(0, whole.records()).toArray());
    }

    /** Finds each record's own row; there is none for records of partitions that were closed. */
    private static void locate(LaneBatch whole, TableBatch[] tables, int[] rows) {
        for (TableBatch table : whole.tables()) {
            for (int row = 0; row < table.size(); row++) {
                if (table.isRecord(row)) {
                    tables[table.claim(row)] = table;
                    rows[table.claim(row)] = row;
                }
            }
        }
    }

    /** A part without records. */
    static BatchPart empty() {
        return new BatchPart(new LaneBatch(), new int[0]);
    }

    /** Records of the part as records of the whole batch. */
    List<RefusedRecord> ofWhole(List<RefusedRecord> refused) {
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
