package io.millrace.lane;

import io.millrace.metrics.FlushFigures;
import io.millrace.write.LaneBatch;
import io.millrace.write.TableBatch;

/** Counts what a batch was. Stateless. */
final class Figures {
    private Figures() {}

    static FlushFigures of(LaneBatch batch, int refused, long nanos) {
        long rows = 0;
        long coalesced = 0;
        long deletes = 0;
        for (TableBatch table : batch.tables()) {
            rows += table.liveRows();
            coalesced += table.superseded();
            deletes += table.deletes();
        }
        long records = batch.records() - refused - batch.unwritten();
        return new FlushFigures(records, rows, batch.rowBytes(), coalesced, deletes, nanos);
    }
}
