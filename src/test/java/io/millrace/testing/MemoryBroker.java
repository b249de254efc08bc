package io.millrace.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The logs of some partitions and a group's committed offsets, in memory. Confined to its test's thread. */
public final class MemoryBroker {
    private final Map<TopicPartition, TreeMap<Long, SinkRecord>> logs = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    public MemoryBroker add(List<SinkRecord> records) {
        records.forEach(this::add);
        return this;
    }

    public MemoryBroker add(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        logs.computeIfAbsent(partition, none -> new TreeMap<>()).put(record.originalKafkaOffset(), record);
        return this;
    }

    /** Deletes a topic's partition, to be made anew. */
    public void delete(TopicPartition partition) {
        logs.remove(partition);
        committed.remove(partition);
    }

    /** At most so many records from this offset on; from the log's beginning where the offset is past its end. */
    List<SinkRecord> read(TopicPartition partition, long offset, int most) {
        NavigableMap<Long, SinkRecord> log = logs.getOrDefault(partition, new TreeMap<>());
        // As auto.offset.reset=earliest, which is what sinks have.
        long from = offset > end(partition) ? 0 : offset;
        return new ArrayList<>(log.tailMap(from, true).values())
                .stream().limit(most).toList();
    }

    /** All records of all partitions. */
    public long size() {
        return logs.values().stream().mapToLong(TreeMap::size).sum();
    }

    /** The offset after the last record. */
    public long end(TopicPartition partition) {
        TreeMap<Long, SinkRecord> log = logs.getOrDefault(partition, new TreeMap<>());
        return log.isEmpty() ? 0 : log.lastKey() + 1;
    }

    public Map<TopicPartition, Long> committed() {
        return committed;
    }
}
