package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes open partitions back to an offset, to be read from there again. Confined to the task thread.
 *
 * <p>Each gets a new generation: what its old one has in any lane is dropped, what a lane is writing of it is cut, and
 * what comes back of it is ignored. Connect goes to the new offset before its next poll, and until then gives us records
 * that it read before, and offsets of theirs to commit: the rest of this put, and, where the put asks to be made again,
 * the same records once more, which put the framework's own offsets ahead again. So such records are dropped and the
 * offset is asked for in each of these puts; the first put after one that returned brings what was read anew. Pauses
 * stay as they are, since going to an offset does not resume.
 */
final class Rewind {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final OpenPartitions partitions;
    private final Lanes lanes;
    private final Flow flow;
    private final OffsetKeeping keeping;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, Long> asked = new HashMap<>();
    private boolean sameRecords;

    Rewind(OpenPartitions partitions, Lanes lanes, Flow flow, OffsetKeeping keeping, TaskMetrics metrics) {
        this.partitions = partitions;
        this.lanes = lanes;
        this.flow = flow;
        this.keeping = keeping;
        this.metrics = metrics;
    }

    /**
     * Takes partitions back to these offsets; those that are not open are left out. At any time on the task thread.
     * Where offsets are stored with the rows, what is stored decides in the end.
     */
    void to(Map<TopicPartition, Long> offsets) {
        Collection<TopicPartition> rewound = begin(offsets);
        keeping.opened(rewound);
        metrics.rewound(rewound.size());
    }

    /** Takes partitions to where they are stored, forward or back. */
    void toStored(Map<TopicPartition, Long> offsets) {
        begin(offsets);
    }

    private Collection<TopicPartition> begin(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> open = new HashMap<>(offsets);
        open.keySet().removeIf(partition -> partitions.slot(partition) == OffsetLedger.CLOSED);
        if (!open.isEmpty()) {
            lanes.drop(partitions.rewind(open), PATIENCE);
            asked.putAll(open);
            flow.seek(open);
        }
        return open.keySet();
    }

    /** Takes partitions back to the first record that is not settled; those without such a record stay as they are. */
    void toUnsettled(Collection<TopicPartition> affected) {
        Map<TopicPartition, Long> oldest = new HashMap<>();
        for (TopicPartition partition : affected) {
            OptionalLong offset = partitions.oldest(partition);
            if (offset.isPresent()) {
                oldest.put(partition, offset.getAsLong());
            }
        }
        to(oldest);
    }

    /** Partitions come or go; whoever reads them next asks anew. */
    void forget(Collection<TopicPartition> gone) {
        Set<TopicPartition> sought = new HashSet<>(asked.keySet());
        sought.retainAll(gone);
        if (!sought.isEmpty()) {
            asked.keySet().removeAll(sought);
            flow.stay(sought);
        }
    }

    /** A put begins: either with records of a new poll, or with those of a put that threw. */
    void putBegins() {
        if (sameRecords) {
            if (!asked.isEmpty()) {
                flow.seek(Map.copyOf(asked));
            }
        } else if (!asked.isEmpty()) {
            partitions.readAgain(asked.keySet());
            asked.clear();
        }
        sameRecords = true;
    }

    /** The put has returned: Connect forgets its records. */
    void putReturns() {
        sameRecords = false;
    }
}
