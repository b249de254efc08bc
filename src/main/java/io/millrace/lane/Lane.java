package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.BatchWriter;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches one after the other, writes each until it is durable or hopeless, and gives it back. All but
 * {@link #isDown} is called by one thread, the lane's own.
 */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final int number;
    private final HandOver handOver;
    private final BatchWriter writer;
    private final RetryPolicy policy;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    private volatile boolean down;
    private volatile boolean cut;

    Lane(int number, HandOver handOver, BatchWriter writer, RetryPolicy policy, LaneSurroundings surroundings) {
        this.number = number;
        this.handOver = handOver;
        this.writer = writer;
        this.policy = policy;
        this.metrics = surroundings.metrics();
        this.nanoTime = surroundings.nanoTime();
    }

    /** Writes one batch, waiting for it if need be; false when the task is stopping. */
    boolean doWork() throws InterruptedException {
        LaneBatch batch = handOver.take(number);
        if (batch == null) {
            return false;
        }
        // An Error goes through, and the batch comes back all the same.
        Verdict verdict = new Verdict.Failed("a fault in the sink; see the worker's log");
        try {
            verdict = write(batch);
        } catch (RuntimeException e) {
            log.error("A lane met a fault of its own", e);
            verdict = new Verdict.Failed("a fault in the sink: " + e.getClass().getName() + "; see the worker's log");
        } finally {
            handOver.giveBack(number, new Settlement(batch, verdict));
        }
        return verdict instanceof Verdict.Written || verdict instanceof Verdict.Fenced;
    }

    private Verdict write(LaneBatch batch) throws InterruptedException {
        long started = nanoTime.getAsLong();
        Verdict written = new Verdict.Written();
        for (int attempt = 1; ; attempt++) {
            long begun = nanoTime.getAsLong();
            Outcome outcome = writer.write(batch);
            if (outcome instanceof Outcome.Written done) {
                up(attempt, started);
                metrics.flushed(Figures.of(batch, done, nanoTime.getAsLong() - begun));
                metrics.replayed(done.replayed());
                return written instanceof Verdict.Fenced fenced
                        ? new Verdict.Fenced(fenced.slots(), fenced.reason(), done.refused())
                        : new Verdict.Written(done.refused());
            }
            if (outcome instanceof Outcome.ToReport found) {
                if (!handOver.desk().await(new ReportRequest(batch, found.refused()))) {
                    return new Verdict.Abandoned();
                }
                handOver.dropClosed(batch);
                continue;
            }
            if (outcome instanceof Outcome.Fenced others) {
                written = dropFenced(batch, others, written);
                continue;
            }
            if (outcome instanceof Outcome.Refused refused) {
                // Only of a writer that does not isolate.
                return new Verdict.Failed(refused.reason());
            }
            if (outcome instanceof Outcome.TableChanged changed) {
                return new Verdict.Outdated(changed.reason());
            }
            if (outcome instanceof Outcome.Fatal fatal) {
                return new Verdict.Failed(fatal.reason());
            }
            Verdict end = retryOrEnd((Outcome.Transient) outcome, attempt, started);
            if (end != null) {
                return end;
            }
            handOver.dropClosed(batch);
        }
    }

    /** The rest of the batch is still ours to write. */
    private Verdict dropFenced(LaneBatch batch, Outcome.Fenced others, Verdict before) {
        BitSet slots = (BitSet) others.slots().clone();
        if (before instanceof Verdict.Fenced earlier) {
            slots.or(earlier.slots());
        }
        handOver.drop(slots);
        handOver.dropClosed(batch);
        return new Verdict.Fenced(slots, others.reason(), List.of());
    }

    /** Waits before the next attempt; gives a verdict instead where there is to be none. */
    private Verdict retryOrEnd(Outcome.Transient failure, int attempt, long started) throws InterruptedException {
        if (cut) {
            // By us: partitions were taken away, and their rows are dropped before the rest is written again.
            cut = false;
            return handOver.isClosed() ? new Verdict.Abandoned() : null;
        }
        Duration sinceFirst = Duration.ofNanos(nanoTime.getAsLong() - started);
        Optional<Duration> pause = policy.next(attempt, sinceFirst, failure.sqlState());
        if (pause.isEmpty()) {
            return new Verdict.Failed("gave up after %d attempts in %d s: %s"
                    .formatted(attempt, sinceFirst.toSeconds(), failure.reason()));
        }
        metrics.retried(failure.sqlState());
        metrics.failed(failure.reason());
        if (!pause.get().isZero()) {
            down(failure);
        }
        return handOver.pause(pause.get()) ? null : new Verdict.Abandoned();
    }

    private void down(Outcome.Transient failure) {
        if (!down && !handOver.isClosed()) {
            log.warn(
                    "Lane {} cannot write: {}. It tries again until it can; its partitions wait",
                    number,
                    failure.reason());
            down = true;
            metrics.laneDown(number);
        }
    }

    private void up(int attempts, long started) {
        if (down) {
            long seconds = Duration.ofNanos(nanoTime.getAsLong() - started).toSeconds();
            log.warn("Lane {} recovered after {} attempts in {} s", number, attempts, seconds);
            down = false;
            metrics.laneUp(number);
        }
    }

    /** Whether its last attempts failed and it waits to try again. From any thread. */
    boolean isDown() {
        return down;
    }

    /** Ends the lane: what still waits for it is given back. */
    void close() {
        handOver.die(number);
        writer.close();
    }

    /** Cuts what it is writing, so that it ends soon. From any thread. */
    void abort() {
        cut = true;
        writer.abort();
    }
}
