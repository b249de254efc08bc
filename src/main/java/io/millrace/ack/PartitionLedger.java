package io.millrace.ack;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The accepted and not yet settled records of one partition since it was opened: a ring of offsets in arrival order,
 * with gaps as they are settled out of order. Confined to the task thread.
 *
 * <p>A ticket is a record's number in the ring, counted for ever and cut to an int; the ring holds far fewer than
 * 2^31 records, so a ticket is unambiguous.
 */
final class PartitionLedger {
    private static final int FIRST_CAPACITY = 1024;
    private static final long NEVER_RETURNED = -1;
    private static final long NONE_ACCEPTED = -1;
    /** An offset is never negative, so its complement marks a settled place in the ring. */
    private static final int SETTLED = -1;

    private final TopicPartition partition;
    private final int number;
    private long[] ring = new long[FIRST_CAPACITY];
    private int head;
    private int tail;
    private long returned = NEVER_RETURNED;
    private long ceiling = Long.MAX_VALUE;
    private long accepted = NONE_ACCEPTED;

    PartitionLedger(TopicPartition partition, int number) {
        this.partition = partition;
        this.number = number;
    }

    /** The partition's next life, which begins again at this offset, and commits nothing above it until it is read. */
    PartitionLedger rewoundTo(long offset) {
        PartitionLedger next = new PartitionLedger(partition, number);
        next.returned = Math.min(returned, offset);
        next.ceiling = offset;
        next.accepted = offset;
        return next;
    }

    /** Commits nothing from the oldest unsettled record on, whatever comes to be settled. */
    void freeze() {
        ceiling = isClear() ? Math.max(returned, 0) : Math.min(ceiling, oldest());
    }

    /** Reading has begun again where it should: the framework's offsets are those of this life. */
    void liftCeiling() {
        ceiling = Long.MAX_VALUE;
    }

    TopicPartition partition() {
        return partition;
    }

    int number() {
        return number;
    }

    int accept(long offset) {
        if (tail - head == ring.length) {
            grow();
        }
        ring[tail & (ring.length - 1)] = offset;
        accepted = offset + 1;
        return tail++;
    }

    private void grow() {
        long[] wider = new long[ring.length * 2];
        for (int ticket = head; ticket != tail; ticket++) {
            wider[ticket & (wider.length - 1)] = ring[ticket & (ring.length - 1)];
        }
        ring = wider;
    }

    void settle(int ticket) {
        ring[ticket & (ring.length - 1)] = SETTLED;
        while (head != tail && ring[head & (ring.length - 1)] == SETTLED) {
            head++;
        }
    }

    int unsettled() {
        return tail - head;
    }

    boolean isClear() {
        return head == tail;
    }

    /** The offset to go on from if this life ended now; nothing where all that came is settled. */
    OptionalLong goOnFrom() {
        boolean isBounded = ceiling != Long.MAX_VALUE;
        if (isClear()) {
            return isBounded ? OptionalLong.of(ceiling) : OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(ceiling, oldest()));
    }

    /**
     * Whether the framework has read past all that came to us, which is settled: what it read beyond was dropped before.
     * Nothing is known of that where nothing came, nor where it reads from another offset than it should.
     */
    boolean isOutrun(long consumed) {
        boolean isKnown = accepted != NONE_ACCEPTED && ceiling == Long.MAX_VALUE;
        return isKnown && isClear() && consumed > accepted;
    }

    long oldest() {
        return ring[head & (ring.length - 1)];
    }

    /**
     * The offset to commit: the lowest unsettled one, or the framework's own where nothing is in flight, so that
     * records dropped before they reached us are committed too. Never lower than what was returned before.
     */
    long committable(long consumed) {
        long durable = isClear() ? consumed : Math.min(oldest(), consumed);
        returned = Math.max(returned, Math.min(durable, ceiling));
        return returned;
    }
}
