package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.BatchWriter;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
    private final Tail tail;
    private final Retries retries;
    private final SetAside aside;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    // Confined to the lane's thread: how long the last attempt took.
    private long attemptNanos;

    Lane(int number, HandOver handOver, BatchWriter writer, SecondChances chances, LaneSurroundings surroundings) {
        this.number = number;
        this.handOver = handOver;
        this.writer = writer;
        this.tail = new Tail(handOver, writer, surroundings.metrics());
        this.retries = chances.retries();
        this.aside = chances.aside();
        this.metrics = surroundings.metrics();
        this.nanoTime = surroundings.nanoTime();
    }

    /** Writes one batch, waiting for it if need be; false when the task is stopping, or nothing more can be written. */
    boolean doWork() throws InterruptedException {
        SetAside.Turn turn = next();
        if (turn == null) {
            return !handOver.isClosed() && secure();
        }
        Verdict verdict = new Verdict.Divided();
        if (aside.letsGo(turn)) {
            verdict = writeAndEnd(turn);
        } else {
            handOver.keep(number);
        }
        return mayGoOn(verdict) && (!tail.isDue(nanoTime.getAsLong()) || secure());
    }

    /** What was kept goes first; null when there is nothing to write for a while, or the task is stopping. */
    private SetAside.Turn next() throws InterruptedException {
        SetAside.Turn kept = aside.next();
        if (kept != null) {
            return handOver.resume(number, kept.batch()) ? kept : null;
        }
        long mostNanos = aside.untilDue();
        LaneBatch batch = tail.isEmpty()
                ? handOver.take(number, mostNanos)
                : handOver.takeUnlessAwaited(number, Math.min(mostNanos, tail.untilDue(nanoTime.getAsLong())));
        return batch == null ? null : aside.first(batch);
    }

    private Verdict writeAndEnd(SetAside.Turn turn) throws InterruptedException {
        // An Error goes through, and the batch comes back all the same.
        Verdict verdict = new Verdict.Failed("a fault in the sink; see the worker's log");
        try {
            verdict = write(turn);
        } catch (RuntimeException e) {
            log.error("A lane met a fault of its own", e);
            verdict = new Verdict.Failed("a fault in the sink: " + e.getClass().getName() + "; see the worker's log");
        } finally {
            end(new Settlement(turn.batch(), verdict));
        }
        return verdict;
    }

    private static boolean mayGoOn(Verdict verdict) {
        return !(verdict instanceof Verdict.Failed || verdict instanceof Verdict.Abandoned);
    }

    private static boolean isWritten(Verdict verdict) {
        return verdict instanceof Verdict.Written || verdict instanceof Verdict.Fenced;
    }

    /** Gives a batch back, or keeps it until it is durable; what came before it goes first. */
    private void end(Settlement settlement) throws InterruptedException {
        if (settlement.verdict() instanceof Verdict.Divided) {
            handOver.keep(number);
            return;
        }
        int refused = Fencing.refused(settlement.verdict()).size();
        Tail.Kept kept = new Tail.Kept(settlement, Figures.of(settlement.batch(), refused, attemptNanos));
        if (isWritten(settlement.verdict()) && writer.deferral().isOwed()) {
            tail.add(kept, nanoTime.getAsLong());
            handOver.keep(number);
            return;
        }
        if (settlement.verdict() instanceof Verdict.Abandoned) {
            tail.take().forEach(before -> handOver.settle(new Settlement(before.batch(), settlement.verdict())));
        } else {
            secure();
        }
        // First: a batch that came back is filled again, and no longer what the lane writes.
        handOver.keep(number);
        settle(kept);
    }

    private void settle(Tail.Kept kept) {
        if (isWritten(kept.settlement().verdict())) {
            metrics.flushed(kept.figures());
        }
        handOver.settle(kept.settlement());
    }

    /** Makes durable what is written, and gives it back; false where nothing more can be written. */
    private boolean secure() throws InterruptedException {
        if (tail.isEmpty()) {
            return true;
        }
        Verdict end = untilDurable();
        for (Tail.Kept kept : tail.take()) {
            settle(end instanceof Verdict.Written ? kept : kept.as(end));
        }
        return mayGoOn(end);
    }

    private Verdict untilDurable() throws InterruptedException {
        Attempts attempts = new Attempts(nanoTime);
        while (true) {
            Outcome outcome = attempt(attempts, writer.deferral()::secure);
            if (outcome instanceof Outcome.Written) {
                up(attempts);
                return new Verdict.Written();
            }
            Optional<Verdict> end = endOf(outcome, attempts);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Verdict write(SetAside.Turn turn) throws InterruptedException {
        LaneBatch batch = turn.batch();
        Verdict fenced = new Verdict.Written();
        Attempts attempts = new Attempts(nanoTime);
        while (true) {
            Outcome outcome = attempt(attempts, () -> writer.write(batch));
            if (outcome instanceof Outcome.Written written) {
                up(attempts);
                metrics.replayed(written.replayed());
                return Fencing.around(written.refused(), fenced);
            }
            if (outcome instanceof Outcome.ToSetAside lacking) {
                up(attempts);
                return setAside(turn, lacking, fenced);
            }
            if (outcome instanceof Outcome.Fenced others) {
                // The rest of the batch is still ours to write.
                fenced = Fencing.add(others, fenced);
                handOver.drop(others.slots());
            } else {
                Optional<Verdict> end = outcome instanceof Outcome.ToReport found
                        ? report(new ReportRequest(batch, found.refused()))
                        : endOf(outcome, attempts);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            handOver.dropClosed(batch);
        }
    }

    /** Its parts know nothing of partitions that others have taken, so that is told by itself. */
    private Verdict setAside(SetAside.Turn turn, Outcome.ToSetAside lacking, Verdict fenced) {
        if (fenced instanceof Verdict.Fenced) {
            handOver.settle(new Settlement(new LaneBatch(), fenced));
        }
        aside.put(turn, lacking.records());
        return new Verdict.Divided();
    }

    private void up(Attempts attempts) {
        if (retries.isDown()) {
            aside.excuse(attempts.sinceFirst());
        }
        retries.up(attempts);
    }

    /** Waits until the records are reported; then the others may be written. */
    private Optional<Verdict> report(ReportRequest request) throws InterruptedException {
        return handOver.desk().await(request) ? Optional.empty() : Optional.of(new Verdict.Abandoned());
    }

    /** Nothing may overtake what was written before and lost. */
    private Outcome attempt(Attempts attempts, Supplier<Outcome> work) {
        attempts.begin();
        long begun = nanoTime.getAsLong();
        Outcome outcome = tail.rewrite();
        Outcome result = outcome instanceof Outcome.Written ? work.get() : outcome;
        attemptNanos = nanoTime.getAsLong() - begun;
        return result;
    }

    /** The verdict where there is to be no further attempt; else waits before the next one. */
    private Optional<Verdict> endOf(Outcome outcome, Attempts attempts) throws InterruptedException {
        if (outcome instanceof Outcome.Transient failure) {
            return retries.next(failure, attempts);
        }
        if (outcome instanceof Outcome.ToReport found) {
            // Of a batch that is written again.
            return report(new ReportRequest(tail.current(), found.refused()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return Optional.of(new Verdict.Failed(refused.reason()));
        }
        if (outcome instanceof Outcome.TableChanged changed) {
            // What this lane waited for is no longer its to write, and may never be.
            aside.excuse(retries.isDown() ? attempts.sinceFirst() : Duration.ZERO);
            retries.answered();
            return Optional.of(new Verdict.Outdated(changed.reason()));
        }
        return Optional.of(new Verdict.Failed(((Outcome.Fatal) outcome).reason()));
    }

    /** Whether its last attempts failed and it waits to try again. From any thread. */
    boolean isDown() {
        return retries.isDown();
    }

    /** Ends the lane: what still waits for it is given back. */
    void close() {
        aside.abandon();
        handOver.die(number);
        writer.close();
    }

    /** Cuts what it is writing, so that it ends soon. From any thread. */
    void abort() {
        retries.cut();
        writer.abort();
    }
}
