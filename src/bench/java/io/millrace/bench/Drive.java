package io.millrace.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Feeds a sink task as Connect's worker does, whoever wrote it: polls, pauses, and offsets at the end. One thread. */
final class Drive implements AutoCloseable {
    private static final int DIGITS = 3;

    private final SinkTask task;
    private final TaskContext context;
    private final Histogram putNanos = new Histogram(DIGITS);
    private final Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();
    private long allocatedInFirstHalf;

    private Drive(SinkTask task, TaskContext context) {
        this.task = task;
        this.context = context;
    }

    /** Starts the task and opens its partitions. */
    static Drive start(SinkTask task, Map<String, String> settings, List<TopicPartition> partitions) {
        Drive drive = new Drive(task, new TaskContext(partitions));
        task.initialize(drive.context);
        task.start(settings);
        task.open(partitions);
        do {
            task.put(List.of());
        } while (drive.context.sleepIfPaused());
        return drive;
    }

    /** In two halves: in the second one nothing is met for the first time. */
    void deliver(List<SinkRecord> records, int poll) {
        int half = records.size() / 2;
        deliverAll(records.subList(0, half), poll);
        allocatedInFirstHalf = Gauge.allocatedBytes();
        deliverAll(records.subList(half, records.size()), poll);
    }

    private void deliverAll(List<SinkRecord> records, int poll) {
        for (int at = 0; at < records.size(); at += poll) {
            while (context.sleepIfPaused()) {
                task.put(List.of());
            }
            put(records.subList(at, Math.min(records.size(), at + poll)));
        }
    }

    private void put(List<SinkRecord> records) {
        for (boolean taken = false; !taken; ) {
            long start = System.nanoTime();
            try {
                task.put(records);
                taken = true;
            } catch (RetriableException e) {
                context.sleep();
            }
            putNanos.recordValue(System.nanoTime() - start);
        }
    }

    /** Notes where the records end, before any clock or count starts. */
    void expect(List<SinkRecord> records) {
        for (SinkRecord record : records) {
            consumed.put(
                    new TopicPartition(record.topic(), record.kafkaPartition()),
                    new OffsetAndMetadata(record.kafkaOffset() + 1));
        }
    }

    /** Until the task says that all that is expected may be committed. */
    void awaitDurable() {
        while (!isCommittable()) {
            context.sleepIfPaused();
            task.put(List.of());
        }
    }

    private boolean isCommittable() {
        Map<TopicPartition, OffsetAndMetadata> committable = task.preCommit(consumed);
        for (Map.Entry<TopicPartition, OffsetAndMetadata> partition : consumed.entrySet()) {
            OffsetAndMetadata reached = committable.get(partition.getKey());
            if (reached == null || reached.offset() < partition.getValue().offset()) {
                return false;
            }
        }
        return true;
    }

    /** What was measured, to be asked when all is durable. */
    Measurement measured(int rows, int transactions, Cost cost) {
        double steadyBytes = (double) (Gauge.allocatedBytes() - allocatedInFirstHalf) / (rows - rows / 2);
        return new Measurement(rows, transactions, cost, putNanos, steadyBytes);
    }

    @Override
    public void close() {
        task.close(context.assignment());
        task.stop();
    }
}
