package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.lane.Lanes;
import io.millrace.metrics.TaskMetrics;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
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

    private final OffsetLedger ledger;
    private final OpenPartitions partitions;
    private final Lanes lanes;
    private final Flow flow;
    private final TaskMetrics metrics;
    private final Map<TopicPartition, Long> asked = new HashMap<>();
    private boolean sameRecords;

    Rewind(OffsetLedger ledger, OpenPartitions partitions, Lanes lanes, Flow flow, TaskMetrics metrics) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.lanes = lanes;
        this.flow = flow;
        this.metrics = metrics;
    }

    /** Takes partitions back to these offsets; those that are not open are left out. At any time on the task thread. */
    void to(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> open = new HashMap<>(offsets);
        open.keySet().removeIf(partition -> ledger.slot(partition) == OffsetLedger.CLOSED);
        if (open.isEmpty()) {
            return;
        }
        BitSet ended = partitions.rewind(open);
        lanes.drop(ended, PATIENCE);
        asked.putAll(open);
        flow.seek(open);
        metrics.rewound(open.size());
    }

    /** Takes partitions back to the first record that is not settled; those without such a record stay as they are. */
    void toUnsettled(Collection<TopicPartition> affected) {
        Map<TopicPartition, Long> oldest = new HashMap<>();
        for (TopicPartition partition : affected) {
            OptionalLong offset = ledger.oldest(partition);
            if (offset.isPresent()) {
                oldest.put(partition, offset.getAsLong());
            }
        }
        to(oldest);
    }

    /** Partitions come or go; whoever reads them next asks anew. */
    void forget(Collection<TopicPartition> gone) {
        asked.keySet().removeAll(gone);
    }

    /** A put begins: either with records of a new poll, or with those of a put that threw. */
    void putBegins() {
        if (sameRecords) {
            if (!asked.isEmpty()) {
                flow.seek(Map.copyOf(asked));
            }
        } else if (!asked.isEmpty()) {
            asked.keySet().forEach(ledger::readAgain);
            asked.clear();
            partitions.readAgain();
        }
        sameRecords = true;
    }

    /** The put has returned: Connect forgets its records. */
    void putReturns() {
        sameRecords = false;
    }
}
