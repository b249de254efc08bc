package io.millrace;

import io.millrace.ack.OffsetLedger;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds the slot of a record's original partition, and knows which slots take no more records since one of theirs was
 * refused. Confined to the task thread.
 */
final class OpenPartitions {
    private final OffsetLedger ledger;
    private final BitSet held = new BitSet();
    /** Slots whose records in hand were read before a rewind: they come again, in their order. */
    private final BitSet rewinding = new BitSet();
    /** Slots whose partitions others have taken. */
    private final BitSet taken = new BitSet();

    private String lastTopic = "";
    private int lastPartition;
    private int lastSlot = OffsetLedger.CLOSED;

    OpenPartitions(OffsetLedger ledger) {
        this.ledger = ledger;
    }

    /** Those that are open, in no order. */
    Collection<TopicPartition> open() {
        return ledger.partitions();
    }

    /** The slot of a partition, or {@link OffsetLedger#CLOSED}. */
    int slot(TopicPartition partition) {
        return ledger.slot(partition);
    }

    /** The lowest offset of a partition that is not settled, if there is one. */
    OptionalLong oldest(TopicPartition partition) {
        return ledger.oldest(partition);
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

    /** Gives open partitions their next generations, from these offsets on; gives the slots that they had. */
    BitSet rewind(Map<TopicPartition, Long> offsets) {
        BitSet slots = new BitSet();
        offsets.forEach((partition, offset) -> {
            slots.set(ledger.slot(partition));
            rewinding.set(ledger.rewind(partition, offset));
        });
        forgetLast();
        return slots;
    }

    /** What comes from now on was read after these rewinds, of which no others are under way. */
    void readAgain(Collection<TopicPartition> rewound) {
        rewound.forEach(ledger::readAgain);
        rewinding.clear();
        forgetLast();
    }

    /** Takes no more records of this slot and commits none: another has its partition. */
    void giveUp(int slot) {
        ledger.freeze(slot);
        taken.set(slot);
        forgetLast();
    }

    private void forgetLast() {
        lastTopic = "";
        lastSlot = OffsetLedger.CLOSED;
    }

    /**
     * The slot of the partition that the record came from, before any transformation renamed its topic; CLOSED where
     * it is not ours, since Connect redelivers records of revoked partitions when a put is retried, or where the record
     * will come again.
     */
    int slot(SinkRecord record) {
        int partition = record.originalKafkaPartition();
        String topic = record.originalTopic();
        if (partition != lastPartition || !topic.equals(lastTopic)) {
            lastTopic = topic;
            lastPartition = partition;
            int slot = ledger.slot(new TopicPartition(topic, partition));
            boolean isOurs = slot != OffsetLedger.CLOSED && !rewinding.get(slot) && !taken.get(slot);
            lastSlot = isOurs ? slot : OffsetLedger.CLOSED;
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
