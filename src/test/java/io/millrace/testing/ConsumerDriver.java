package io.millrace.testing;

import io.millrace.PostgresSinkTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Plays Connect's part for one task together with its consumer: reads on where it stands, goes where the task says
 * before the next poll, keeps what a put asks to have again, and commits as WorkerSinkTask does. Confined to its test's
 * thread, which is the task's.
 */
public final class ConsumerDriver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final PostgresSinkTask task = new PostgresSinkTask();
    private final DriverContext context;
    private final MemoryBroker broker;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** What WorkerSinkTask calls currentOffsets: what it lets preCommit commit. */
    private final Map<TopicPartition, Long> consumed = new HashMap<>();

    /** What it holds to be committed: what it was told before, or where it was sent. */
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();

    private Predicate<SinkRecord> dropped = record -> false;
    private List<SinkRecord> pending = List.of();
    private int perPoll = 500;
    private boolean stopped;

    private ConsumerDriver(MemoryBroker broker, Settings settings) {
        this.context = new DriverContext(settings.map());
        this.broker = broker;
    }

    public static ConsumerDriver start(MemoryBroker broker, Settings settings) {
        ConsumerDriver driver = new ConsumerDriver(broker, settings);
        driver.task.initialize(driver.context);
        driver.task.start(settings.map());
        return driver;
    }

    /** What the task reported as records that cannot be written. */
    public DeadLetters deadLetters() {
        return context.deadLetters();
    }

    public ConsumerDriver polling(int records) {
        perPoll = records;
        return this;
    }

    /** Takes such records out before the task sees them, as a transformation does. */
    public ConsumerDriver dropping(Predicate<SinkRecord> some) {
        dropped = some;
        return this;
    }

    public ConsumerDriver open(TopicPartition... partitions) {
        context.assign(List.of(partitions));
        for (TopicPartition partition : partitions) {
            long offset = broker.committed().getOrDefault(partition, 0L);
            positions.put(partition, offset);
            consumed.put(partition, offset);
            lastCommitted.put(partition, new OffsetAndMetadata(offset));
        }
        task.open(List.of(partitions));
        seek();
        return this;
    }

    private void seek() {
        Map<TopicPartition, Long> sought = context.takeSeeks();
        positions.putAll(sought);
        consumed.putAll(sought);
        sought.forEach((partition, offset) -> lastCommitted.put(partition, new OffsetAndMetadata(offset)));
    }

    /** One turn of the task's loop: goes where the task said, reads unless a put is to be made again, and puts. */
    public ConsumerDriver poll() {
        seek();
        if (pending.isEmpty()) {
            pending = read();
        }
        if (pending.isEmpty()) {
            context.sleepAtMost(POLL_MILLIS);
        }
        try {
            task.put(new ArrayList<>(pending.stream().filter(dropped.negate()).toList()));
            pending.forEach(
                    record -> consumed.merge(partitionOf(record), record.originalKafkaOffset() + 1, (old, now) -> now));
            pending = List.of();
        } catch (RetriableException e) {
            context.sleepAtMost(POLL_MILLIS);
        }
        return this;
    }

    private List<SinkRecord> read() {
        List<SinkRecord> read = new ArrayList<>();
        Set<TopicPartition> paused = context.paused();
        for (TopicPartition partition : List.copyOf(positions.keySet())) {
            if (!paused.contains(partition)) {
                List<SinkRecord> some = broker.read(partition, positions.get(partition), perPoll);
                some.forEach(record -> positions.put(partition, record.originalKafkaOffset() + 1));
                read.addAll(some);
            }
        }
        return read;
    }

    private static TopicPartition partitionOf(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    /** Goes on until this is so. */
    public ConsumerDriver pollUntil(String what, Callable<Boolean> question) {
        Await.until(what, PATIENCE, () -> {
            poll();
            return question.call();
        });
        return this;
    }

    /** One turn of a task that may have failed before, or fails now. */
    public void pollOrEnd() {
        try {
            if (!stopped) {
                poll();
            }
        } catch (ConnectException e) {
            kill();
        }
    }

    /** Goes on until all that the broker has is durable. */
    public ConsumerDriver drain() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            poll();
            boolean isRead =
                    context.paused().isEmpty() && positions.keySet().stream().allMatch(this::isAtEnd);
            if (isRead && commit().equals(ends())) {
                return this;
            }
        }
        throw new AssertionError("committed " + commit() + ", the logs end at " + ends());
    }

    private boolean isAtEnd(TopicPartition partition) {
        return positions.get(partition) >= broker.end(partition);
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        positions.keySet().forEach(partition -> ends.put(partition, broker.end(partition)));
        return ends;
    }

    /** Goes on until put fails for good, and gives what it throws. */
    public ConnectException pollUntilFailure() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                poll();
            } catch (ConnectException e) {
                return e;
            }
        }
        throw new AssertionError("the task did not fail for " + PATIENCE);
    }

    /** Commits what the task says is durable, and gives it. */
    public Map<TopicPartition, Long> commit() {
        Map<TopicPartition, Long> told = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>();
        consumed.forEach((partition, offset) -> asked.put(partition, new OffsetAndMetadata(offset)));
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(lastCommitted);
        task.preCommit(asked).forEach((partition, offset) -> {
            told.put(partition, offset.offset());
            committable.put(partition, offset);
        });
        if (!committable.equals(lastCommitted)) {
            lastCommitted.putAll(committable);
            broker.committed().putAll(told);
        }
        return told;
    }

    /** Takes partitions away, as a rebalance does. */
    public void close(TopicPartition... partitions) {
        commit();
        lose(partitions);
    }

    /** Takes partitions away that another member already has: nothing is committed. */
    public void lose(TopicPartition... partitions) {
        pending = pending.stream()
                .filter(record -> !List.of(partitions).contains(partitionOf(record)))
                .toList();
        task.close(List.of(partitions));
        context.unassign(List.of(partitions));
        positions.keySet().removeAll(List.of(partitions));
        consumed.keySet().removeAll(List.of(partitions));
        lastCommitted.keySet().removeAll(List.of(partitions));
    }

    public DriverContext context() {
        return context;
    }

    /** Ends the task without a commit, as when its worker is killed; its connections are cut. */
    public void kill() {
        if (!stopped) {
            stopped = true;
            task.stop();
        }
    }

    @Override
    public void close() {
        if (!stopped) {
            commit();
            task.close(positions.keySet());
            kill();
        }
    }
}
