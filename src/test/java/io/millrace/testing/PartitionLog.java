package io.millrace.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** A partition of a topic: numbers the records that are appended to it. Confined to its test's thread. */
public final class PartitionLog {
    private final TopicPartition partition;
    private long end;

    private PartitionLog(TopicPartition partition) {
        this.partition = partition;
    }

    public static PartitionLog of(String topic, int partition) {
        return new PartitionLog(new TopicPartition(topic, partition));
    }

    public TopicPartition partition() {
        return partition;
    }

    /** The offset of the next record. */
    public long end() {
        return end;
    }

    /** A record without schemas; a null value makes it a tombstone. */
    public SinkRecord append(Object key, Object value) {
        return append(null, key, null, value);
    }

    public SinkRecord append(Struct key, Struct value) {
        return append(key.schema(), key, value == null ? null : value.schema(), value);
    }

    public SinkRecord append(Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new SinkRecord(partition.topic(), partition.partition(), keySchema, key, valueSchema, value, end++);
    }

    /** The entries of a record's value, in this order; unlike Map.of it takes nulls. */
    public static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return fields;
    }
}
