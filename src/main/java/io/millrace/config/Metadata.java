package io.millrace.config;

import java.util.Locale;

/** What Kafka knows of a record besides its value, each for a column of its own. */
public enum Metadata {
    TOPIC,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    KEY,
    HEADERS;

    /** The name of its column. */
    public String column(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT);
    }
}
