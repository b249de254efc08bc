package io.millrace;

import io.millrace.table.TableId;
import io.millrace.write.Learned;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Waits for what the learner finds out or does about a table, no longer than a put may. A question is asked once, and
 * its answer taken by the put that comes when it is there. Confined to the task thread.
 */
final class Learning {
    private final LongSupplier nanoTime;
    private final Duration pause;
    private final Map<TableId, CompletableFuture<Learned>> asked = new HashMap<>();
    private final Map<TableId, Pause> paused = new HashMap<>();

    private record Pause(long untilNanos, String reason) {}

    /** After an answer that was none, the next question waits so long. */
    Learning(LongSupplier nanoTime, Duration pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** The answer, by the deadline; else a RetriableException says that the whole put is to come again. */
    Learned await(TableId table, Supplier<CompletableFuture<Learned>> question, long deadlineNanos) {
        refusePaused(table);
        CompletableFuture<Learned> answer = asked.computeIfAbsent(table, none -> question.get());
        try {
            long left = Math.max(0, deadlineNanos - nanoTime.getAsLong());
            Learned learned = answer.get(left, TimeUnit.NANOSECONDS);
            asked.remove(table);
            if (learned instanceof Learned.Unreachable unreachable) {
                paused.put(table, new Pause(nanoTime.getAsLong() + pause.toNanos(), unreachable.reason()));
                throw new RetriableException(unreachable.reason() + "; the same records will be tried again");
            }
            return learned;
        } catch (TimeoutException e) {
            throw new RetriableException("PostgreSQL has not answered yet what table " + table
                    + " looks like; the same records will be tried again");
        } catch (ExecutionException e) {
            asked.remove(table);
            throw new IllegalStateException("Learning table " + table + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Interrupted while learning table " + table);
        }
    }

    private void refusePaused(TableId table) {
        Pause last = paused.get(table);
        if (last != null && last.untilNanos - nanoTime.getAsLong() > 0) {
            throw new RetriableException(last.reason + "; the same records will be tried again");
        }
        paused.remove(table);
    }
}
