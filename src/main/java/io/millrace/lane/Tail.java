package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.metrics.FlushFigures;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.BatchWriter;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's batches that are written and not yet durable, oldest first. They are kept until they are durable: where their
 * connection is lost before, they are written again from here, in their order and before anything newer. Confined to
 * the lane's thread.
 */
final class Tail {
    private static final Logger log = LoggerFactory.getLogger(Tail.class);
    /** A flush of the disk takes about a millisecond, ten on a slow one: some in a hundred of this. */
    private static final Duration MOST_AGE = Duration.ofMillis(200);
    /** Counts against buffer.memory.bytes; writing as much takes far longer than a flush. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final HandOver handOver;
    private final BatchWriter writer;
    private final TaskMetrics metrics;
    private final List<Kept> batches = new ArrayList<>();
    private int rewritten;
    private long bytes;
    private long oldestNanos;

    /** A batch that was written, with what will be said of it once it is durable. */
    record Kept(Settlement settlement, FlushFigures figures) {
        LaneBatch batch() {
            return settlement.batch();
        }

        Kept as(Verdict verdict) {
            return new Kept(new Settlement(batch(), verdict), figures);
        }
    }

    Tail(HandOver handOver, BatchWriter writer, TaskMetrics metrics) {
        this.handOver = handOver;
        this.writer = writer;
        this.metrics = metrics;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    void add(Kept kept, long nowNanos) {
        oldestNanos = batches.isEmpty() ? nowNanos : oldestNanos;
        // Written once, it is not set aside when it is written again.
        kept.batch().setPatient(false);
        batches.add(kept);
        rewritten = batches.size();
        bytes += kept.batch().bytes();
    }

    /** Whether it is time to make them durable, though there may be more to write. */
    boolean isDue(long nowNanos) {
        return !batches.isEmpty() && (bytes >= MOST_BYTES || untilDue(nowNanos) <= 0);
    }

    /** How long the lane may wait for more to write. */
    long untilDue(long nowNanos) {
        return oldestNanos + MOST_AGE.toNanos() - nowNanos;
    }

    /**
     * Writes again what was lost with its connection; {@link Outcome.Written} where nothing is lost any more. To be
     * called again after any other outcome: it goes on where it stood.
     */
    Outcome rewrite() {
        if (writer.deferral().isLost()) {
            tellOfLoss();
            writer.deferral().startOver();
            rewritten = 0;
        }
        while (rewritten < batches.size()) {
            Kept kept = batches.get(rewritten);
            handOver.dropClosed(kept.batch());
            Outcome outcome = writer.write(kept.batch());
            if (outcome instanceof Outcome.Fenced others) {
                handOver.drop(others.slots());
                batches.set(
                        rewritten, kept.as(Fencing.add(others, kept.settlement().verdict())));
            } else if (outcome instanceof Outcome.Written written) {
                Verdict verdict = kept.settlement().verdict();
                batches.set(rewritten, kept.as(Fencing.around(written.refused(), verdict)));
                rewritten++;
            } else {
                return outcome;
            }
        }
        return new Outcome.Written();
    }

    /** What was written of a batch that then failed may be all that is lost; it comes again with the batch. */
    private void tellOfLoss() {
        if (!batches.isEmpty()) {
            log.warn(
                    "A connection was lost before {} batches were flushed to disk; they are written again",
                    batches.size());
            metrics.rewritten(batches.size());
        }
    }

    /** The one that is being written again. */
    LaneBatch current() {
        return batches.get(rewritten).batch();
    }

    /** Lets go of all of them. */
    List<Kept> take() {
        List<Kept> taken = List.copyOf(batches);
        batches.clear();
        rewritten = 0;
        bytes = 0;
        return taken;
    }
}
