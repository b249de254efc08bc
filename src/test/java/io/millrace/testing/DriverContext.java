package io.millrace.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task sees of the framework; remembers what it was told, and that only its own thread told it. */
public final class DriverContext implements SinkTaskContext {
    private static final long POLL_MILLIS = 1000;

    private final Thread taskThread = Thread.currentThread();
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    /** What the framework remembers of the task's wishes: longer than its consumer does. */
    private final Set<TopicPartition> wishes = new HashSet<>();

    private final List<Map<TopicPartition, Long>> rewinds = new ArrayList<>();
    private final Map<String, String> settings;
    private final DeadLetters deadLetters;
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private long timeoutMillis = -1;

    public DriverContext(Map<String, String> settings) {
        this.settings = settings;
        this.deadLetters = new DeadLetters("all".equals(settings.get("errors.tolerance")));
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** As the framework, pauses again what was paused before it went and has come back. */
    public void assign(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
        wishes.retainAll(assigned);
        paused.addAll(wishes);
    }

    public void unassign(Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        paused.removeAll(partitions);
    }

    public boolean isAnyPaused() {
        return !paused.isEmpty();
    }

    public Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }

    /** The timeout of the next poll, or -1 where the task set none; as the framework, forgets it then. */
    public long takeTimeout() {
        long taken = timeoutMillis;
        timeoutMillis = -1;
        return taken;
    }

    void sleepForTimeout() {
        sleepAtMost(POLL_MILLIS);
    }

    /** The poll that finds nothing: as long as the task asked for, but no longer than this. */
    void sleepAtMost(long millis) {
        long asked = takeTimeout();
        try {
            TimeUnit.MILLISECONDS.sleep(asked < 0 ? millis : Math.min(asked, millis));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void check() {
        if (Thread.currentThread() != taskThread) {
            throw new AssertionError("the context was used from " + Thread.currentThread());
        }
    }

    @Override
    public Map<String, String> configs() {
        return settings;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        check();
        seeks.putAll(offsets);
        if (offsets.values().stream().noneMatch(Objects::isNull)) {
            rewinds.add(Map.copyOf(offsets));
        }
    }

    /** Where the task wants to read on; as the framework, forgets it then. */
    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = new HashMap<>(seeks);
        taken.values().removeIf(Objects::isNull);
        requireAssigned(taken.keySet().toArray(TopicPartition[]::new));
        seeks.clear();
        return taken;
    }

    /** Every call by which the task asked to read on from elsewhere. */
    public List<Map<TopicPartition, Long>> rewinds() {
        return List.copyOf(rewinds);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offset(Map.of(partition, offset));
    }

    @Override
    public void timeout(long millis) {
        check();
        timeoutMillis = millis;
    }

    @Override
    public Set<TopicPartition> assignment() {
        check();
        return Set.copyOf(assigned);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        check();
        requireAssigned(partitions);
        paused.addAll(List.of(partitions));
        wishes.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        check();
        requireAssigned(partitions);
        paused.removeAll(List.of(partitions));
        wishes.removeAll(List.of(partitions));
    }

    private void requireAssigned(TopicPartition... partitions) {
        if (!assigned.containsAll(List.of(partitions))) {
            throw new IllegalStateException("not assigned: " + List.of(partitions));
        }
    }

    @Override
    public void requestCommit() {
        check();
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        check();
        boolean queues = settings.containsKey("errors.deadletterqueue.topic.name");
        boolean logs = "true".equals(settings.get("errors.log.enable"));
        return queues || logs ? deadLetters : null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("as on workers before 4.1");
    }
}
