package io.millrace;

import io.millrace.ack.OffsetLedger;
import io.millrace.lane.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of which Connect has read more than came to us: transformations and converters' faults drop records, and so
 * do rules. Where offsets are stored with rows, no row takes those at the end of a partition along. Confined to the task
 * thread.
 *
 * <p>So a batch without rows moves them, by the partition's own lane and under the same guard as any other. It is made
 * where nothing of the partition is in flight and something of it is stored, and counts as a record in flight until it is
 * written: what comes later is behind it.
 */
final class Outrun {
    private final OffsetLedger ledger;
    private final OffsetKeeping keeping;
    private final Lanes lanes;

    Outrun(Workings workings) {
        this.ledger = workings.ledger();
        this.keeping = workings.keeping();
        this.lanes = workings.lanes();
    }

    /** Hands lanes the offsets that are to be passed, given how far Connect has read. */
    void pass(Map<TopicPartition, OffsetAndMetadata> consumed) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumed.forEach((partition, offset) -> {
            if (keeping.holds(partition) && ledger.isOutrun(partition, offset.offset())) {
                partitions.add(partition);
            }
        });
        if (!partitions.isEmpty()) {
            lanes.beginFilling();
            partitions.forEach(
                    partition -> pass(partition, consumed.get(partition).offset() - 1));
            lanes.endFilling();
            lanes.sealAll();
        }
    }

    private void pass(TopicPartition partition, long last) {
        int slot = ledger.slot(partition);
        lanes.pass(ledger.number(slot) % lanes.count(), slot, ledger.accept(slot, last), last);
    }
}
