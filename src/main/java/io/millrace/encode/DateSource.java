package io.millrace.encode;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/** What a java.util.Date means, which only the schema of its field can tell. Stateless. */
enum DateSource {
    /** Connect's Date: midnight UTC of a day that never shifts. */
    DAY,
    /** Connect's Time: milliseconds after midnight of 1970-01-01 UTC. */
    TIME_OF_DAY,
    /** Connect's Timestamp, and a date without a schema. */
    INSTANT;

    static DateSource of(Schema schema) {
        String name = schema == null ? null : schema.name();
        if (Date.LOGICAL_NAME.equals(name)) {
            return DAY;
        } else if (Time.LOGICAL_NAME.equals(name)) {
            return TIME_OF_DAY;
        }
        return INSTANT;
    }
}
