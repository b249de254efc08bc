package io.millrace;

import io.millrace.ack.Claims;
import io.millrace.ack.OffsetLedger;
import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Verdict;
import io.millrace.lane.Lanes;
import io.millrace.lane.ReportRequest;
import io.millrace.lane.Settlement;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.LaneBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns what lanes give back into settled offsets, or into the task's failure. Confined to the task thread. */
final class Settling {
    private final Lanes lanes;
    private final OffsetLedger ledger;
    private final OffsetKeeping keeping;
    private final Reports reports;
    private final Failure failure;
    private final Outdated outdated;
    private final TaskMetrics metrics;
    private final List<Settlement> arrived = new ArrayList<>();
    private final List<ReportRequest> asked = new ArrayList<>();

    Settling(Lanes lanes, OffsetLedger ledger, OffsetKeeping keeping, Setbacks setbacks, TaskMetrics metrics) {
        this.reports = setbacks.reports();
        this.lanes = lanes;
        this.ledger = ledger;
        this.keeping = keeping;
        this.failure = setbacks.failure();
        this.outdated = setbacks.outdated();
        this.metrics = metrics;
    }

    /** Takes what lanes gave back, and reports what they refused. */
    void settle() {
        lanes.drainSettlements(arrived);
        for (Settlement settlement : arrived) {
            settle(settlement);
            lanes.release(settlement.batch());
        }
        arrived.clear();
        lanes.drainReportRequests(asked);
        asked.forEach(this::report);
        asked.clear();
        reports.send();
    }

    /** A lane waits until these are reported; what becomes of their offsets is its batch's to say. */
    private void report(ReportRequest request) {
        ReportAnswer answer = new ReportAnswer(lanes, request);
        for (RefusedRecord record : request.refused()) {
            Claims claims = request.batch().claims();
            SinkRecord original = (SinkRecord) claims.record(record.claim());
            reports.add(original, claims.slot(record.claim()), " → " + record.reason(), answer::arrived);
        }
    }

    private void settle(Settlement settlement) {
        LaneBatch batch = settlement.batch();
        if (settlement.verdict() instanceof Verdict.Written written) {
            settleWritten(batch, written.refused());
        } else if (settlement.verdict() instanceof Verdict.Fenced fenced) {
            // First: of a partition that is another's, nothing more may be settled.
            keeping.fenced(fenced.slots(), fenced.reason());
            metrics.fenced(fenced.reason());
            settleWritten(batch, fenced.refused());
        } else if (settlement.verdict() instanceof Verdict.Failed failed) {
            failure.remember(describe(batch.claims()) + ": " + failed.reason());
        } else if (settlement.verdict() instanceof Verdict.Outdated changed) {
            outdated.remember(batch, changed.reason());
        } else if (!(settlement.verdict() instanceof Verdict.Divided)) {
            // Where the task is not stopping, which asks for no settlements, its lane has died.
            failure.remember(describe(batch.claims()) + ": its lane ended; see the worker's log");
        }
    }

    private void settleWritten(LaneBatch batch, List<RefusedRecord> refused) {
        settle(batch.claims(), refused);
        if (batch.oldestTimestamp() != Long.MAX_VALUE) {
            metrics.durableSince(batch.oldestTimestamp());
        }
    }

    private void settle(Claims claims, List<RefusedRecord> refused) {
        if (refused.isEmpty()) {
            ledger.settle(claims);
        } else if (reports.areMade()) {
            report(claims, refused);
        } else {
            endAtFirst(claims, refused);
        }
    }

    private void report(Claims claims, List<RefusedRecord> refused) {
        BitSet unsettled = new BitSet();
        for (RefusedRecord record : refused) {
            int claim = record.claim();
            int slot = claims.slot(claim);
            unsettled.set(claim);
            if (ledger.isOpen(slot)) {
                SinkRecord original = (SinkRecord) claims.record(claim);
                reports.settling(original, slot, claims.ticket(claim), " → " + record.reason());
            }
        }
        ledger.settleBut(unsettled, claims);
    }

    /** What came after the first refused record of a partition was not written. */
    private void endAtFirst(Claims claims, List<RefusedRecord> refused) {
        BitSet unsettled = new BitSet();
        BitSet ended = new BitSet();
        int next = 0;
        for (int claim = 0; claim < claims.size(); claim++) {
            int slot = claims.slot(claim);
            if (next < refused.size() && refused.get(next).claim() == claim) {
                ended.set(slot);
                end(slot, claims.offset(claim), refused.get(next++).reason());
            }
            unsettled.set(claim, ended.get(slot));
        }
        ledger.settleBut(unsettled, claims);
    }

    private void end(int slot, long offset, String reason) {
        if (ledger.isOpen(slot)) {
            String told = ledger.describe(slot, offset) + " → " + reason;
            metrics.refused(1, told);
            failure.remember(told);
        }
    }

    /** The first of its records whose partition is still ours. */
    private int firstOpen(Claims claims) {
        int claim = 0;
        while (claim < claims.size() && !ledger.isOpen(claims.slot(claim))) {
            claim++;
        }
        return claim;
    }

    private String describe(Claims claims) {
        String size = claims.size() == 1 ? "a batch of 1 record" : "a batch of " + claims.size() + " records";
        int claim = firstOpen(claims);
        return claim == claims.size()
                ? size
                : size + " from " + ledger.describe(claims.slot(claim), claims.offset(claim)) + " on";
    }
}
