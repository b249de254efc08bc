package io.millrace.bench;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The framework as a task with one partition sees it, without the checks that would cost time. One thread. */
final class TaskContext implements SinkTaskContext {
    private static final long POLL_MILLIS = 1000;

    private final TopicPartition partition;
    private boolean paused;
    private long timeoutMillis = POLL_MILLIS;

    TaskContext(TopicPartition partition) {
        this.partition = partition;
    }

    /** A poll that brings nothing, where the partition is paused. */
    boolean sleepIfPaused() {
        if (paused) {
            sleep();
        }
        return paused;
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
    public void pause(TopicPartition... partitions) {
        paused = true;
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused = false;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of(partition);
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
