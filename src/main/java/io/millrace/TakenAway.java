package io.millrace;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
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
 * goes on. Its rows are fenced off meanwhile, and it need not fail for that. Only who still has a partition after a
 * while shares it with another, which takes an operator.
 */
final class TakenAway {
    private static final Logger log = LoggerFactory.getLogger(TakenAway.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final OpenPartitions partitions;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Loss> losses = new HashMap<>();

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

    /** Fails for one that should have gone long ago. */
    void check() {
        forgetEnded();
        losses.forEach((partition, loss) -> {
            if (nanoTime.getAsLong() - loss.nanos() > GRACE.toNanos()) {
                throw new ConnectException(partition + " is still assigned to this task, and is written by another: "
                        + loss.reason() + ". Two connectors that read one topic into one database need different values"
                        + " of exactly.once.id");
            }
        });
    }
}
