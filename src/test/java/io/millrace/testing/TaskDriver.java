package io.millrace.testing;

import io.millrace.PostgresSinkTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Plays Connect's part for one task, in memory: polls, puts, retries, commits and closes as WorkerSinkTask does. The
 * test's thread is the task's.
 */
public final class TaskDriver implements AutoCloseable {
    private static final int POLL = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresSinkTask task = new PostgresSinkTask();
    private final DriverContext context;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Duration longestPut = Duration.ZERO;
    private boolean stopped;

    private TaskDriver(Map<String, String> settings) {
        this.context = new DriverContext(settings);
    }

    public static TaskDriver start(Map<String, String> settings) {
        TaskDriver driver = new TaskDriver(settings);
        driver.task.initialize(driver.context);
        driver.task.start(settings);
        return driver;
    }

    public TaskDriver open(TopicPartition... partitions) {
        context.assign(List.of(partitions));
        task.open(List.of(partitions));
        return this;
    }

    /** Delivers all of the records in polls, as fast as the task takes them. */
    public TaskDriver deliver(List<SinkRecord> records) {
        return deliver(records, POLL);
    }

    public TaskDriver deliver(List<SinkRecord> records, int poll) {
        for (int at = 0; at < records.size(); at += poll) {
            awaitResumed();
            put(records.subList(at, Math.min(records.size(), at + poll)));
        }
        return this;
    }

    /** One put as the framework makes it: again with the same records while it is asked to. */
    public void put(List<SinkRecord> records) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!tryPut(new ArrayList<>(records))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("put asked for a retry for " + PATIENCE);
            }
            context.sleepForTimeout();
        }
        for (SinkRecord record : records) {
            positions.put(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    record.originalKafkaOffset() + 1);
        }
    }

    /** One put; false where it is to be made again. */
    public boolean tryPut(Collection<SinkRecord> records) {
        try {
            putTimed(records);
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    private void putTimed(Collection<SinkRecord> records) {
        long started = System.nanoTime();
        try {
            task.put(records);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            longestPut = took.compareTo(longestPut) > 0 ? took : longestPut;
        }
    }

    /** How long the slowest call of put took. */
    public Duration longestPut() {
        return longestPut;
    }

    private void awaitResumed() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (context.isAnyPaused()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("partitions stayed paused for " + PATIENCE);
            }
            context.sleepForTimeout();
            putTimed(List.of());
        }
    }

    /** Lets the task be called once without records. */
    public void idle() {
        putTimed(List.of());
    }

    /** Lets the task be called without records until it fails, and gives what it throws. */
    public ConnectException awaitFailure() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                idle();
            } catch (RetriableException e) {
                throw new AssertionError("put without records asked for a retry", e);
            } catch (ConnectException e) {
                return e;
            }
            context.sleepForTimeout();
        }
        throw new AssertionError("the task did not fail for " + PATIENCE);
    }

    /** What the task says is durable, as the framework would commit it. */
    public Map<TopicPartition, Long> commit() {
        Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();
        positions.forEach((partition, offset) -> consumed.put(partition, new OffsetAndMetadata(offset)));
        task.preCommit(consumed).forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return Map.copyOf(committed);
    }

    /** Commits until all that was delivered is durable. */
    public TaskDriver awaitDurable() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!commit().equals(positions)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("durable " + committed + ", delivered " + positions);
            }
            putTimed(List.of());
        }
        return this;
    }

    /** Takes partitions away, as a rebalance does. */
    public void close(TopicPartition... partitions) {
        commit();
        task.close(List.of(partitions));
        context.unassign(List.of(partitions));
        List.of(partitions).forEach(positions::remove);
        List.of(partitions).forEach(committed::remove);
    }

    public DriverContext context() {
        return context;
    }

    /** What the task reported as records that cannot be written. */
    public DeadLetters deadLetters() {
        return context.deadLetters();
    }

    public PostgresSinkTask task() {
        return task;
    }

    /** What the framework does after a throw from put, and at the end. */
    public Map<TopicPartition, Long> stop() {
        if (!stopped) {
            stopped = true;
            commit();
            task.close(positions.keySet());
            task.stop();
        }
        return Map.copyOf(committed);
    }

    @Override
    public void close() {
        stop();
    }
}
