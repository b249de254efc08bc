package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.metrics.TaskMetrics;
import io.millrace.write.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether and when a lane tries again what failed and may pass, and what is told of it. Called by the lane's thread, but
 * for {@link #isDown} and {@link #cut}.
 */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final int lane;
    private final HandOver handOver;
    private final RetryPolicy policy;
    private final TaskMetrics metrics;
    private volatile boolean down;
    private volatile boolean cut;

    Retries(int lane, HandOver handOver, RetryPolicy policy, TaskMetrics metrics) {
        this.lane = lane;
        this.handOver = handOver;
        this.policy = policy;
        this.metrics = metrics;
    }

    /** Waits before the next attempt, or gives the verdict where there is to be none. */
    Optional<Verdict> next(Outcome.Transient failure, Attempts attempts) throws InterruptedException {
        if (cut) {
            // By us: partitions were taken away, and their rows are dropped before the rest is written again.
            cut = false;
            return handOver.isClosed() ? Optional.of(new Verdict.Abandoned()) : Optional.empty();
        }
        Optional<Duration> pause = policy.next(attempts.made(), attempts.sinceFirst(), failure.sqlState());
        if (pause.isEmpty()) {
            return Optional.of(new Verdict.Failed("gave up after " + attempts + ": " + failure.reason()));
        }
        metrics.retried(failure.sqlState());
        metrics.failed(failure.reason());
        if (!pause.get().isZero()) {
            down(failure);
        }
        return handOver.pause(pause.get()) ? Optional.empty() : Optional.of(new Verdict.Abandoned());
    }

    private void down(Outcome.Transient failure) {
        if (!down && !handOver.isClosed()) {
            log.warn("Lane {} cannot write: {}. {}; its partitions wait", lane, failure.reason(), plan(failure));
            down = true;
            metrics.laneDown(lane);
        }
    }

    private static String plan(Outcome.Transient failure) {
        return failure.mayMeanChange()
                ? "The table is looked at again for some seconds, since it may be changing"
                : "It tries again until it can";
    }

    /** It writes again. */
    void up(Attempts attempts) {
        if (down) {
            log.warn("Lane {} recovered after {}", lane, attempts);
            answered();
        }
    }

    /** The server answers, whatever becomes of the batch. */
    void answered() {
        if (down) {
            down = false;
            metrics.laneUp(lane);
        }
    }

    /** Whether the last attempts failed and the lane waits to try again. From any thread. */
    boolean isDown() {
        return down;
    }

    /** What runs is about to fail by our own hand. From any thread. */
    void cut() {
        cut = true;
    }
}
