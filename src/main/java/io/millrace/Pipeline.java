package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.config.FlowSettings;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The record's way through one task, from put to preCommit. Confined to the task thread. */
final class Pipeline {
    /** Every wait in a put together ends by then, so that put returns within a second. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(700);

    /** Lanes go down while we wait for them, and are asked this often. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final FlowSettings limits;
    private final OffsetLedger ledger;
    private final OpenPartitions partitions;
    private final Learner learner;
    private final Lanes lanes;
    private final Intake intake;
    private final Settling settling;
    private final Reports reports;
    private final Failure failure;
    private final Flow flow;
    private final Rewind rewind;
    private final OffsetKeeping keeping;
    private final Outrun outrun;
    private final Pauses pauses;
    private final Housekeeping housekeeping;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    private boolean opened;
    private long failedNanos;

    Pipeline(Workings workings, LongSupplier nanoTime) {
        this.limits = workings.limits();
        this.ledger = workings.ledger();
        this.partitions = workings.partitions();
        this.learner = workings.learner();
        this.lanes = workings.lanes();
        this.intake = workings.intake();
        this.settling = workings.settling();
        this.reports = workings.reports();
        this.failure = workings.failure();
        this.metrics = workings.metrics();
        this.flow = workings.flow();
        this.rewind = workings.rewind();
        this.keeping = workings.keeping();
        this.outrun = new Outrun(workings);
        this.housekeeping = workings.housekeeping();
        this.pauses = new Pauses(workings, nanoTime);
        this.nanoTime = nanoTime;
    }

    void open(Collection<TopicPartition> assigned) {
        opened = true;
        partitions.open(assigned);
        rewind.forget(assigned);
        keeping.opened(assigned);
        flow.opened(assigned);
        pauses.adjust();
    }

    /** Connect opens before it puts; who drives a task without it means the partitions of the records. */
    private void openUnopened(Collection<SinkRecord> records) {
        Set<TopicPartition> found = new HashSet<>();
        for (SinkRecord record : records) {
            found.add(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
        }
        ledger.partitions().forEach(found::remove);
        if (!found.isEmpty()) {
            partitions.open(found);
            keeping.opened(found);
        }
    }

    /** Takes the records whole, or throws and has taken none; never waits for the database for as long as a second. */
    void put(Collection<SinkRecord> records) {
        long started = nanoTime.getAsLong();
        long deadline = started + LONGEST_WAIT.toNanos();
        rewind.putBegins();
        settling.settle();
        keeping.arrive(rewind);
        failIfTurnedAway();
        if (failure.isSet()) {
            intake.hold(records);
            endInFailure(deadline);
        } else if (!records.isEmpty()) {
            if (!opened) {
                openUnopened(records);
            }
            makeRoom(deadline);
            take(records, deadline);
            metrics.recordsReceived(records.size());
        }
        pauses.adjust();
        housekeeping.doWhenDue();
        rewind.putReturns();
        metrics.putTook(nanoTime.getAsLong() - started);
    }

    private void failIfTurnedAway() {
        if (learner.refusal().isPresent()) {
            throw new ConnectException(learner.refusal().get());
        }
    }

    private void take(Collection<SinkRecord> records, long deadline) {
        try {
            keeping.admit(records, deadline, rewind);
            intake.take(records, deadline);
        } catch (RetriableException e) {
            flow.callAgainWithin(Pauses.WHILE_DOWN);
            throw e;
        }
        metrics.skipped(intake.drainSkipped());
        if (failure.isSet()) {
            noteFailure();
        }
    }

    private void noteFailure() {
        if (failedNanos == 0) {
            failedNanos = nanoTime.getAsLong();
            failure.reason().ifPresent(metrics::failed);
            lanes.sealAll();
        }
    }

    /**
     * Throws once what came before the failure is durable, or cannot become so soon. The put that met the failure
     * returned as usual, since Connect forgets the positions of a put that throws, and would not commit up to them.
     */
    private void endInFailure(long deadline) {
        noteFailure();
        drain(deadline);
        boolean patient =
                nanoTime.getAsLong() - failedNanos < limits.flushTimeout().toNanos();
        if (lanes.heldRecords() == 0 || lanes.isDown() || !patient) {
            throw new ConnectException(failure.reason().orElseThrow());
        }
    }

    /**
     * Partitions are paused while the buffer is full, but what Connect held back for a retry comes all the same: it is
     * let wait a little, and past twice the limit it must come again.
     */
    private void makeRoom(long deadline) {
        while (heldBytes() >= limits.bufferBytes() && !failure.isSet()) {
            long left = deadline - nanoTime.getAsLong();
            if (left <= 0 && heldBytes() < 2 * limits.bufferBytes()) {
                return;
            }
            if (left <= 0) {
                flow.callAgainWithin(lanes.isDown() ? Pauses.WHILE_DOWN : Pauses.WHILE_FULL);
                throw new RetriableException("buffer.memory.bytes is used up, since PostgreSQL takes rows more slowly"
                        + " than they come; the same records will be tried again");
            }
            await(Duration.ofNanos(left));
            settling.settle();
        }
    }

    /** What rows hold, and records on their way to their reports. */
    private long heldBytes() {
        return lanes.heldBytes() + reports.heldBytes();
    }

    /**
     * Says how far each partition is durable. Never throws for what the database does: that is remembered, and thrown
     * from put.
     */
    Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        long deadline = nanoTime.getAsLong() + limits.flushTimeout().toNanos();
        settling.settle();
        lanes.sealAll();
        drain(deadline);
        reports.await(deadline);
        outrun.pass(consumed);
        drain(deadline);
        Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
        consumed.forEach((partition, offset) -> {
            OptionalLong committable = ledger.committable(partition, offset.offset());
            if (committable.isPresent()) {
                durable.put(partition, keeping.told(partition, committable.getAsLong()));
            }
        });
        metrics.oldestUnsettled(ledger.oldestUnsettled());
        pauses.tell();
        return durable;
    }

    /** Waits while lanes make progress; what is still held then stays unsettled for now. */
    private void drain(long deadline) {
        while (lanes.heldRecords() > 0 && !lanes.isDown()) {
            long left = deadline - nanoTime.getAsLong();
            if (left <= 0) {
                return;
            }
            await(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
            settling.settle();
        }
    }

    private void await(Duration atMost) {
        try {
            lanes.awaitSettlement(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for PostgreSQL");
        }
    }

    /** Forgets the partitions: their rows that are not yet sent are dropped, and are the next owner's to write. */
    void close(Collection<TopicPartition> closed) {
        settling.settle();
        BitSet slots = partitions.close(closed);
        if (!slots.isEmpty()) {
            lanes.drop(slots, LONGEST_WAIT);
        }
        rewind.forget(closed);
        keeping.closed(closed);
        flow.closed(closed);
    }
}
