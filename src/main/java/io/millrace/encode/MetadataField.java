package io.millrace.encode;

import io.millrace.config.Metadata;
import io.millrace.table.Column;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** A column that is filled from what Kafka knows of a record. Immutable, used on the task thread. */
record MetadataField(Metadata what, ColumnField field) {
    Column column() {
        return field.column();
    }

    void put(SinkRecord record, RowBuffer out) {
        field.put(read(record), out);
    }

    private Object read(SinkRecord record) {
        return switch (what) {
            case TOPIC -> record.originalTopic();
            case PARTITION -> record.originalKafkaPartition();
            case OFFSET -> record.originalKafkaOffset();
            case TIMESTAMP -> timestamp(record.timestamp());
            case KEY -> record.key();
            case HEADERS -> headers(record);
        };
    }

    /** A date says that it is an instant, where timestamp.unit would take a number for what it says. */
    private Object timestamp(Long millis) {
        return switch (column().type().kind()) {
            case INT8, NUMERIC -> millis;
            default -> millis == null ? null : new Date(millis);
        };
    }

    /** Of several headers of one name the last counts, as it does for a key. */
    private static Map<String, Object> headers(SinkRecord record) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        return headers;
    }
}
