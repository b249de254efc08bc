package io.millrace;

import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where a record came from, before any transform, as errors and metrics tell it. Stateless. */
final class Coordinates {
    private Coordinates() {}

    static String of(SinkRecord record) {
        return record.originalTopic() + "-" + record.originalKafkaPartition() + "@" + record.originalKafkaOffset();
    }

    /** The reason has no value in it: it reaches logs and the dead letter queue. */
    static DataException refuse(SinkRecord record, String reason) {
        return new DataException(of(record) + ": " + reason);
    }
}
