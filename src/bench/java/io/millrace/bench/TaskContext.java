package io.millrace.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The framework as a task sees it, without the checks that would cost time. One thread. */
final class TaskContext implements SinkTaskContext {
    private static final long POLL_MILLIS = 1000;

    private final Set<TopicPartition> partitions;
    private final Set<TopicPartition> paused = new HashSet<>();
    private long timeoutMillis = POLL_MILLIS;

    TaskContext(List<TopicPartition> partitions) {
        this.partitions = Set.copyOf(partitions);
    }

    /** A poll that brings nothing, where a partition is paused: records come by turns, so the next one is its. */
    boolean sleepIfPaused() {
        if (!paused.isEmpty()) {
            sleep();
        }
        return !paused.isEmpty();
    }

    void sleep() {
        long asked = timeoutMillis;
        timeoutMillis = POLL_MILLIS;
        try {
            TimeUnit.MILLISECONDS.sleep(asked);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    @Override
    public void timeout(long millis) {
        timeoutMillis = millis;
    }

    @Override
    public void pause(TopicPartition... those) {
        paused.addAll(List.of(those));
    }

    @Override
    public void resume(TopicPartition... those) {
        List.of(those).forEach(paused::remove);
    }

    @Override
    public Set<TopicPartition> assignment() {
        return partitions;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new IllegalStateException("a task that gives at least once does not rewind here");
    }

    @Override
    public void offset(TopicPartition rewound, long offset) {
        offset(Map.of(rewound, offset));
    }

    @Override
    public void requestCommit() {}

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("as on workers before 4.1");
    }
}
