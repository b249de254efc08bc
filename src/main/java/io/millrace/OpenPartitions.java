package io.millrace;

import io.millrace.ack.OffsetLedger;
import java.util.BitSet;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds the slot of a record's original partition, and knows which slots take no more records since one of theirs was
 * refused. Confined to the task thread.
 */
final class OpenPartitions {
    private final OffsetLedger ledger;
    private final BitSet held = new BitSet();
    private String lastTopic = "";
    private int lastPartition;
    private int lastSlot = OffsetLedger.CLOSED;

    OpenPartitions(OffsetLedger ledger) {
        this.ledger = ledger;
    }

    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(ledger::open);
        forgetLast();
    }

    /** Closes those that are open, and gives the slots that they had. */
    BitSet close(Collection<TopicPartition> partitions) {
        BitSet slots = new BitSet();
        for (TopicPartition partition : partitions) {
            int slot = ledger.slot(partition);
            // Connect names partitions again at the end that were revoked long ago.
            if (slot != OffsetLedger.CLOSED) {
                slots.set(slot);
                ledger.close(partition);
            }
        }
        forgetLast();
        return slots;
    }

    private void forgetLast() {
        lastTopic = "";
        lastSlot = OffsetLedger.CLOSED;
    }

    /**
     * The slot of the partition that the record came from, before any transformation renamed its topic; CLOSED where
     * it is not ours: Connect redelivers records of revoked partitions when a put is retried.
     */
    int slot(SinkRecord record) {
        int partition = record.originalKafkaPartition();
        String topic = record.originalTopic();
        if (partition != lastPartition || !topic.equals(lastTopic)) {
            lastTopic = topic;
            lastPartition = partition;
            lastSlot = ledger.slot(new TopicPartition(topic, partition));
        }
        return lastSlot;
    }

    /** Takes no more records of this slot; this offset, and with it all later ones, is never settled. */
    void hold(int slot, long offset) {
        if (!held.get(slot)) {
            held.set(slot);
            ledger.accept(slot, offset);
        }
    }

    boolean isHeld(int slot) {
        return held.get(slot);
    }
}
