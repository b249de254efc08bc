package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.FlowSettings;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/** Decides which partitions wait, and how soon put is to be called again. Confined to the task thread. */
final class Pauses {
    static final Duration WHILE_FULL = Duration.ofMillis(5);
    static final Duration WHILE_DOWN = Duration.ofMillis(100);
    private static final Duration WHILE_IN_FLIGHT = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final FlowSettings limits;
    private final OffsetLedger ledger;
    private final OffsetKeeping keeping;
    private final Learner learner;
    private final Lanes lanes;
    private final Reports reports;
    private final Failure failure;
    private final Flow flow;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    private boolean full;
    private long busyNanos;

    Pauses(Workings workings, LongSupplier nanoTime) {
        this.limits = workings.limits();
        this.ledger = workings.ledger();
        this.keeping = workings.keeping();
        this.learner = workings.learner();
        this.lanes = workings.lanes();
        this.reports = workings.reports();
        this.failure = workings.failure();
        this.flow = workings.flow();
        this.metrics = workings.metrics();
        this.nanoTime = nanoTime;
    }

    void adjust() {
        boolean down = lanes.isDown() || !learner.hasReached();
        boolean over = heldBytes() >= limits.bufferBytes();
        boolean under = heldBytes() <= limits.bufferBytes() / 2;
        full = over || (full && !under);
        boolean stopped = down || full || failure.isSet();
        Collection<TopicPartition> wanted = stopped ? ledger.partitions() : partitionsToWait();
        flow.pauseOnly(wanted);
        if (down) {
            flow.callAgainWithin(WHILE_DOWN);
        } else if (!wanted.isEmpty() || reports.areWaiting()) {
            flow.callAgainWithin(WHILE_FULL);
        } else if (lanes.heldRecords() > 0) {
            flow.callAgainWithin(WHILE_IN_FLIGHT);
        }
        trimWhenIdle();
        tell();
    }

    private long heldBytes() {
        return lanes.heldBytes() + reports.heldBytes();
    }

    /**
     * The partitions that may not be read yet, and those of which too much is unsettled: a lane that is held up must not
     * let the others run hours ahead.
     */
    private Set<TopicPartition> partitionsToWait() {
        Set<TopicPartition> ahead = new HashSet<>(keeping.waiting());
        for (TopicPartition partition : ledger.partitions()) {
            if (ledger.unsettled(ledger.slot(partition)) >= limits.maxUnsettledRecords()) {
                ahead.add(partition);
            }
        }
        return ahead;
    }

    /** Batches' memory serves again while records come, and goes when none have come for a while. */
    private void trimWhenIdle() {
        long now = nanoTime.getAsLong();
        if (lanes.heldRecords() > 0) {
            busyNanos = now;
        } else if (now - busyNanos > IDLE.toNanos()) {
            lanes.trim();
        }
    }

    /** What is buffered now, for the metrics. */
    void tell() {
        metrics.buffered(lanes.heldRecords(), heldBytes());
        metrics.inFlight(lanes.batchesInFlight());
        metrics.pausedPartitions(flow.paused());
    }
}
