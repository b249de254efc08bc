package io.millrace.ack;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Accepted and settled offsets of the open partitions. Confined to the task thread.
 *
 * <p>Each opening of a partition gets a slot of its own, never used again: the slot is the partition's generation.
 * What comes back for a slot that is closed is ignored.
 */
public final class OffsetLedger {
    public static final int CLOSED = -1;

    private final Map<TopicPartition, Integer> open = new HashMap<>();
    private final List<PartitionLedger> slots = new ArrayList<>();
    private final Map<TopicPartition, Integer> numbers = new HashMap<>();

    public int open(TopicPartition partition) {
        close(partition);
        int number = numbers.computeIfAbsent(partition, none -> numbers.size());
        return add(new PartitionLedger(partition, number));
    }

    private int add(PartitionLedger ledger) {
        slots.add(ledger);
        open.put(ledger.partition(), slots.size() - 1);
        return slots.size() - 1;
    }

    /**
     * Gives an open partition its next generation, whose records begin again at this offset. Until
     * {@link #readAgain} nothing above it may be committed, wherever the framework thinks that it stands.
     */
    public int rewind(TopicPartition partition, long offset) {
        PartitionLedger ended = slots.get(open.get(partition));
        close(partition);
        return add(ended.rewoundTo(offset));
    }

    /** The framework reads a rewound partition from its offset on. */
    public void readAgain(TopicPartition partition) {
        Integer slot = open.get(partition);
        if (slot != null) {
            slots.get(slot).liftCeiling();
        }
    }

    public void close(TopicPartition partition) {
        Integer slot = open.remove(partition);
        if (slot != null) {
            slots.set(slot, null);
        }
    }

    /** The slot of an open partition, or {@link #CLOSED}. */
    public int slot(TopicPartition partition) {
        return open.getOrDefault(partition, CLOSED);
    }

    /** Commits nothing more of this opening: what is not settled by now is another's to settle. */
    public void freeze(int slot) {
        if (isOpen(slot)) {
            slots.get(slot).freeze();
        }
    }

    /** The number of a slot's partition, which it keeps for all its generations in this task; from 0 without gaps. */
    public int number(int slot) {
        return slots.get(slot).number();
    }

    /** The lowest offset that is not settled for sure; nothing where all is, or the partition is not open. */
    public OptionalLong oldest(TopicPartition partition) {
        Integer slot = open.get(partition);
        return slot == null ? OptionalLong.empty() : slots.get(slot).goOnFrom();
    }

    public boolean isOpen(int slot) {
        return slots.get(slot) != null;
    }

    /** Accepts a record of an open partition and gives the ticket with which it is settled. */
    public int accept(int slot, long offset) {
        return slots.get(slot).accept(offset);
    }

    /** Settles every record of a batch: each is durable, or dropped by a rule. */
    public void settle(Claims claims) {
        settleBut(new BitSet(), claims);
    }

    /** Settles the records of a batch, but for these claims. */
    public void settleBut(BitSet unsettled, Claims claims) {
        int slot = CLOSED;
        PartitionLedger ledger = null;
        for (int claim = unsettled.nextClearBit(0); claim < claims.size(); claim = unsettled.nextClearBit(claim + 1)) {
            if (claims.slot(claim) != slot) {
                slot = claims.slot(claim);
                ledger = slots.get(slot);
            }
            if (ledger != null) {
                ledger.settle(claims.ticket(claim));
            }
        }
    }

    /** Settles one record: its report has arrived. */
    public void settle(int slot, int ticket) {
        PartitionLedger ledger = slots.get(slot);
        if (ledger != null) {
            ledger.settle(ticket);
        }
    }

    public int unsettled(int slot) {
        PartitionLedger ledger = slots.get(slot);
        return ledger == null ? 0 : ledger.unsettled();
    }

    /** What may be committed of this partition, given how far the framework has read it; nothing if it is not open. */
    public OptionalLong committable(TopicPartition partition, long consumed) {
        Integer slot = open.get(partition);
        return slot == null
                ? OptionalLong.empty()
                : OptionalLong.of(slots.get(slot).committable(consumed));
    }

    /** Whether the framework has read past all that came to us of an open partition, and all of that is settled. */
    public boolean isOutrun(TopicPartition partition, long consumed) {
        Integer slot = open.get(partition);
        return slot != null && slots.get(slot).isOutrun(consumed);
    }

    /** A record's coordinates for an operator, such as {@code orders-3@1841}. */
    public String describe(int slot, long offset) {
        PartitionLedger ledger = slots.get(slot);
        return ledger == null ? "a closed partition@" + offset : ledger.partition() + "@" + offset;
    }

    /** The oldest record in flight of the partition with most of them, for an operator; empty where there is none. */
    public String oldestUnsettled() {
        PartitionLedger most = null;
        for (int slot : open.values()) {
            PartitionLedger ledger = slots.get(slot);
            most = most == null || ledger.unsettled() > most.unsettled() ? ledger : most;
        }
        return most == null || most.isClear() ? "" : most.partition() + "@" + most.oldest();
    }

    /** The partitions that are open, in no order. */
    public List<TopicPartition> partitions() {
        return List.copyOf(open.keySet());
    }
}
