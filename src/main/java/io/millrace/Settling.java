package io.millrace;

import io.millrace.ack.Claims;
import io.millrace.ack.OffsetLedger;
import io.millrace.ack.Verdict;
import io.millrace.lane.Lanes;
import io.millrace.lane.Settlement;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.LaneBatch;
import java.util.ArrayList;
import java.util.List;

/** Turns what lanes give back into settled offsets, or into the task's failure. Confined to the task thread. */
final class Settling {
    private final Lanes lanes;
    private final OffsetLedger ledger;
    private final OffsetKeeping keeping;
    private final Failure failure;
    private final Outdated outdated;
    private final TaskMetrics metrics;
    private final List<Settlement> arrived = new ArrayList<>();

    Settling(Lanes lanes, OffsetLedger ledger, OffsetKeeping keeping, Setbacks setbacks, TaskMetrics metrics) {
        this.lanes = lanes;
        this.ledger = ledger;
        this.keeping = keeping;
        this.failure = setbacks.failure();
        this.outdated = setbacks.outdated();
        this.metrics = metrics;
    }

    void settle() {
        lanes.drainSettlements(arrived);
        for (Settlement settlement : arrived) {
            settle(settlement);
            lanes.release(settlement.batch());
        }
        arrived.clear();
    }

    private void settle(Settlement settlement) {
        LaneBatch batch = settlement.batch();
        if (settlement.verdict() instanceof Verdict.Written) {
            settleWritten(batch);
        } else if (settlement.verdict() instanceof Verdict.Fenced fenced) {
            // First: of a partition that is another's, nothing more may be settled.
            keeping.fenced(fenced.slots(), fenced.reason());
            metrics.fenced(fenced.reason());
            settleWritten(batch);
        } else if (settlement.verdict() instanceof Verdict.Failed failed) {
            failure.remember(describe(batch.claims()) + ": " + failed.reason());
        } else if (settlement.verdict() instanceof Verdict.Outdated changed) {
            outdated.remember(batch, changed.reason());
        } else {
            // Where the task is not stopping, which asks for no settlements, its lane has died.
            failure.remember(describe(batch.claims()) + ": its lane ended; see the worker's log");
        }
    }

    private void settleWritten(LaneBatch batch) {
        ledger.settle(batch.claims());
        if (batch.oldestTimestamp() != Long.MAX_VALUE) {
            metrics.durableSince(batch.oldestTimestamp());
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
