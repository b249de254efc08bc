package io.millrace;

import io.millrace.ack.Tenure;
import io.millrace.write.OffsetStore;
import io.millrace.write.OffsetStore.Place;
import io.millrace.write.Taking;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets that are stored with the rows, so that the effect of each record comes about once. Confined to the task
 * thread.
 *
 * <p>A partition that begins a generation waits until it is taken: its epoch is raised, which fences off whoever held it,
 * and it is read from where it is stored. That takes the database, which may be away for hours; so the catalogue's
 * thread asks, while the partition is paused. The slot says whether an answer is still about the generation that was
 * asked for: another task may have had the partition in between, and it is asked again.
 */
final class OffsetsInPostgres implements OffsetKeeping {
    private static final Logger log = LoggerFactory.getLogger(OffsetsInPostgres.class);

    /** Kept by Kafka beside an offset. */
    private static final String STORED = "stored with the rows";

    private final OffsetStore store;
    private final Learner learner;
    private final OpenPartitions partitions;
    private final TakenAway takenAway;
    private final Map<TopicPartition, Integer> wanted = new HashMap<>();
    private final Map<TopicPartition, Integer> held = new HashMap<>();
    private Map<TopicPartition, Integer> asked = Map.of();
    private Optional<CompletableFuture<Taking>> answer = Optional.empty();
    private boolean isMissing;

    OffsetsInPostgres(OffsetStore store, Learner learner, OpenPartitions partitions, TakenAway takenAway) {
        this.store = store;
        this.learner = learner;
        this.partitions = partitions;
        this.takenAway = takenAway;
    }

    @Override
    public void opened(Collection<TopicPartition> opened) {
        release(opened);
        for (TopicPartition partition : opened) {
            wanted.put(partition, partitions.slot(partition));
        }
        ask();
    }

    @Override
    public void closed(Collection<TopicPartition> closed) {
        takenAway.closed(closed);
        release(closed);
    }

    private void release(Collection<TopicPartition> closed) {
        wanted.keySet().removeAll(closed);
        for (TopicPartition partition : closed) {
            Integer slot = held.remove(partition);
            if (slot != null) {
                store.tenures().end(slot);
            }
        }
    }

    private void ask() {
        if (answer.isEmpty() && !wanted.isEmpty()) {
            asked = Map.copyOf(wanted);
            List<Place> places = new ArrayList<>();
            for (TopicPartition partition : asked.keySet()) {
                places.add(new Place(partition.topic(), partition.partition(), Tenure.NONE));
            }
            answer = Optional.of(learner.ask(() -> store.take(places)));
        }
    }

    @Override
    public void arrive(Rewind rewind) {
        takenAway.check(rewind);
        if (answer.isPresent() && answer.get().isDone()) {
            Taking taking = answer.get().join();
            answer = Optional.empty();
            settle(taking, rewind);
            ask();
        }
    }

    private void settle(Taking taking, Rewind rewind) {
        if (taking instanceof Taking.Taken taken) {
            isMissing = false;
            begin(taken.tenures(), rewind);
        } else if (taking instanceof Taking.Denied denied) {
            throw new ConnectException(denied.reason());
        } else if (!isMissing) {
            isMissing = true;
            log.warn("{}. Partitions wait until it can", ((Taking.Missed) taking).reason());
        }
    }

    private void begin(List<Tenure> tenures, Rewind rewind) {
        Map<TopicPartition, Tenure> ours = new HashMap<>();
        Map<TopicPartition, Long> stored = new HashMap<>();
        for (Tenure tenure : tenures) {
            TopicPartition partition = new TopicPartition(tenure.topic(), tenure.partition());
            if (asked.get(partition).equals(wanted.get(partition))) {
                wanted.remove(partition);
                ours.put(partition, tenure);
            }
            if (ours.containsKey(partition) && tenure.hasOffset()) {
                stored.put(partition, tenure.next());
            }
        }
        rewind.toStored(stored);
        ours.forEach((partition, tenure) -> {
            held.put(partition, partitions.slot(partition));
            store.tenures().grant(partitions.slot(partition), tenure);
        });
        log.info("Goes on exactly once with {}, of which {} are stored", ours.keySet(), stored);
    }

    @Override
    public void admit(Collection<SinkRecord> records, long deadlineNanos, Rewind rewind) {
        while (hasWaiting(records)) {
            await(deadlineNanos);
            arrive(rewind);
        }
    }

    private boolean hasWaiting(Collection<SinkRecord> records) {
        if (!wanted.isEmpty()) {
            for (SinkRecord record : records) {
                if (wanted.containsValue(partitions.slot(record))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void await(long deadlineNanos) {
        try {
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            answer.orElseThrow().get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RetriableException("PostgreSQL has not told yet from where to go on with " + wanted.keySet()
                    + "; the same records will be tried again");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Taking partitions failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Interrupted while taking partitions");
        }
    }

    @Override
    public Set<TopicPartition> waiting() {
        Set<TopicPartition> waiting = new HashSet<>(takenAway.partitions());
        waiting.addAll(wanted.keySet());
        return waiting;
    }

    @Override
    public boolean holds(TopicPartition partition) {
        return held.containsKey(partition);
    }

    /**
     * Connect takes the offset that it was sent to for one that is committed, and would not commit it. With words beside it
     * it is another, so that a group that has none yet tells its true lag while nothing comes.
     */
    @Override
    public OffsetAndMetadata told(TopicPartition partition, long offset) {
        return holds(partition) ? new OffsetAndMetadata(offset, STORED) : OffsetKeeping.super.told(partition, offset);
    }

    @Override
    public void fenced(BitSet slots, String reason) {
        takenAway.add(slots, reason);
    }
}
