package io.millrace;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that others have taken while we still think that they are ours. Confined to the task thread.
 *
 * <p>A member that stood still for longer than its session is told that it lost its partitions only a few polls after it
 * goes on: its rows are fenced off meanwhile, and it need not fail for that. And such a member may be the one that takes
 * last, by a question that was long on its way. So whoever still has a partition after a while takes it back; to
 * lose it again soon is to share it with another, and takes an operator.
 */
final class TakenAway {
    private static final Logger log = LoggerFactory.getLogger(TakenAway.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Two that share a partition take it from each other every few seconds; members stand still days apart. */
    private static final Duration SHARED_WITHIN = Duration.ofMinutes(10);

    private final OpenPartitions partitions;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Loss> losses = new HashMap<>();
    private final Map<TopicPartition, Long> takenBack = new HashMap<>();

    private record Loss(int slot, long nanos, String reason) {}

    TakenAway(OpenPartitions partitions, LongSupplier nanoTime) {
        this.partitions = partitions;
        this.nanoTime = nanoTime;
    }

    /** These slots write nothing more, and commit nothing more. */
    void add(BitSet slots, String reason) {
        for (TopicPartition partition : partitions.open()) {
            int slot = partitions.slot(partition);
            if (slots.get(slot)) {
                partitions.giveUp(slot);
                losses.put(partition, new Loss(slot, nanoTime.getAsLong(), reason));
                log.warn("{} is no longer written here: {}", partition, reason);
            }
        }
    }

    /** Those that we still think are ours. */
    Set<TopicPartition> partitions() {
        forgetEnded();
        return new HashSet<>(losses.keySet());
    }

    /** They are ours no longer, or anew. */
    private void forgetEnded() {
        losses.entrySet()
                .removeIf(loss ->
                        partitions.slot(loss.getKey()) != loss.getValue().slot());
    }

    /** Takes back what should have gone long ago, or fails where that was done before. */
    void check(Rewind rewind) {
        forgetEnded();
        for (Map.Entry<TopicPartition, Loss> lost : Map.copyOf(losses).entrySet()) {
            if (nanoTime.getAsLong() - lost.getValue().nanos() > GRACE.toNanos()) {
                takeBack(lost.getKey(), lost.getValue().reason(), rewind);
            }
        }
    }

    private void takeBack(TopicPartition partition, String reason, Rewind rewind) {
        long now = nanoTime.getAsLong();
        Long before = takenBack.put(partition, now);
        if (before != null && now - before < SHARED_WITHIN.toNanos()) {
            throw new ConnectException(
                    partition + " is still assigned to this task, and is written by another: " + reason
                            + ". Two connectors that read one topic into one database need different values of exactly.once.id");
        }
        log.warn("{} is still assigned to this task, which takes it back", partition);
        rewind.toUnsettled(List.of(partition));
    }

    /** They are no longer assigned, and may come back with a clean record. */
    void closed(Collection<TopicPartition> partitions) {
        takenBack.keySet().removeAll(partitions);
    }
}
