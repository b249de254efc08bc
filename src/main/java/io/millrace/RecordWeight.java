package io.millrace;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * About how much memory a record keeps from being freed: its objects, and the bytes that it was converted from, which
 * Connect holds with it for its report. Stateless.
 */
final class RecordWeight {
    /** The records of Connect and of the consumer, their topic-partition, their headers. */
    private static final int ENVELOPE = 400;

    private static final int OBJECT = 24;
    private static final int ENTRY = 48;
    /** A value is there twice, as an object and in the bytes that came from Kafka. */
    private static final int COPIES = 2;

    private RecordWeight() {}

    static int of(SinkRecord record) {
        long weight = ENVELOPE + of(record.key()) + of(record.value());
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    private static long of(Object value) {
        if (value instanceof String text) {
            return OBJECT + (long) COPIES * text.length();
        }
        if (value instanceof Struct struct) {
            return ofStruct(struct);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (value instanceof byte[] bytes) {
            return OBJECT + (long) COPIES * bytes.length;
        }
        if (value instanceof ByteBuffer bytes) {
            return OBJECT + (long) COPIES * bytes.capacity();
        }
        return COPIES * OBJECT;
    }

    /** The names of its fields are in the bytes of some converters, once a record. */
    private static long ofStruct(Struct struct) {
        List<Field> fields = struct.schema().fields();
        long weight = OBJECT;
        for (int at = 0; at < fields.size(); at++) {
            Field field = fields.get(at);
            weight += field.name().length() + of(struct.getWithoutDefault(field.name()));
        }
        return weight;
    }

    private static long ofMap(Map<?, ?> map) {
        long weight = OBJECT;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            weight += ENTRY + of(entry.getKey()) + of(entry.getValue());
        }
        return weight;
    }

    private static long ofList(List<?> list) {
        long weight = OBJECT;
        for (int at = 0; at < list.size(); at++) {
            weight += of(list.get(at));
        }
        return weight;
    }
}
