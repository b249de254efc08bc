package io.millrace;

import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where the offsets are that a task goes on from, and what that asks of its partitions. Confined to the task thread. */
interface OffsetKeeping {
    /** Kafka keeps them, and Connect goes there by itself. */
    OffsetKeeping IN_KAFKA = new OffsetKeeping() {};

    /** These partitions begin a generation. */
    default void opened(Collection<TopicPartition> partitions) {}

    /** These partitions are ours no longer. */
    default void closed(Collection<TopicPartition> partitions) {}

    /** Looks for answers that have come, and never waits. A ConnectException says that the task must end. */
    default void arrive(Rewind rewind) {}

    /** Waits, until the deadline, for what these records need; a RetriableException says that they must come again. */
    default void admit(Collection<SinkRecord> records, long deadlineNanos, Rewind rewind) {}

    /** The partitions that must not be read at present. */
    default Set<TopicPartition> waiting() {
        return Set.of();
    }

    /** Whether offsets of this partition can be stored with rows at present. */
    default boolean holds(TopicPartition partition) {
        return false;
    }

    /** What preCommit returns of a partition. */
    default OffsetAndMetadata told(TopicPartition partition, long offset) {
        return new OffsetAndMetadata(offset);
    }

    /** A lane has found that the partitions of these slots are another's. */
    default void fenced(BitSet slots, String reason) {}
}
