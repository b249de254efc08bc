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
    private final DriverContext context = new DriverContext();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean stopped;

    private TaskDriver() {}

    public static TaskDriver start(Map<String, String> settings) {
        TaskDriver driver = new TaskDriver();
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
            task.put(records);
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    private void awaitResumed() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (context.isAnyPaused()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("partitions stayed paused for " + PATIENCE);
            }
            context.sleepForTimeout();
            task.put(List.of());
        }
    }

    /** Lets the task be called once without records. */
    public void idle() {
        task.put(List.of());
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
            task.put(List.of());
        }
        return this;
    }

    /** Takes partitions away, as a rebalance does. */
    public void close(TopicPartition... partitions) {
        commit();
        task.close(List.of(partitions));
        context.unassign(List.of(partitions));
        List.of(partitions).forEach(positions::remove);
    }

    public DriverContext context() {
        return context;
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
