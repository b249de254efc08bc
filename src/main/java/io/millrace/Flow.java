package io.millrace;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Which partitions are paused, and how soon the framework is to call again. Confined to the task thread. */
final class Flow {
    private final SinkTaskContext context;
    private final Set<TopicPartition> paused = new HashSet<>();

    Flow(SinkTaskContext context) {
        this.context = context;
    }

    /** Pauses these, and resumes all others that are paused. */
    void pauseOnly(Collection<TopicPartition> wanted) {
        Set<TopicPartition> resumed = new HashSet<>(paused);
        resumed.removeAll(wanted);
        Set<TopicPartition> stopped = new HashSet<>(wanted);
        stopped.removeAll(paused);
        if (!resumed.isEmpty()) {
            context.resume(resumed.toArray(TopicPartition[]::new));
        }
        if (!stopped.isEmpty()) {
            context.pause(stopped.toArray(TopicPartition[]::new));
        }
        paused.removeAll(resumed);
        paused.addAll(stopped);
    }

    /**
     * Partitions come. Connect pauses those again that were paused before they went, so they are resumed, whatever the
     * next call pauses.
     */
    void opened(Collection<TopicPartition> partitions) {
        context.resume(partitions.toArray(TopicPartition[]::new));
        paused.removeAll(partitions);
    }

    /** Partitions that go need no resuming. */
    void closed(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    /** Lets the framework read on from these offsets; it goes there before its next poll. */
    void seek(Map<TopicPartition, Long> offsets) {
        context.offset(offsets);
    }

    /**
     * Takes back what was asked for by {@link #seek} and may not have happened: to go to an offset of a partition that is
     * no longer assigned would fail the task, and one that comes back is not to begin there. Connect passes over null.
     */
    void stay(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> nowhere = new HashMap<>();
        partitions.forEach(partition -> nowhere.put(partition, null));
        context.offset(nowhere);
    }

    /** The framework keeps a timeout for one poll only, so this is said in every put. */
    void callAgainWithin(Duration atMost) {
        context.timeout(atMost.toMillis());
    }

    int paused() {
        return paused.size();
    }
}
