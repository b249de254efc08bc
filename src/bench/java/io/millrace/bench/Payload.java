package io.millrace.bench;

import java.util.Map;

/** What the values of a topic are, and who makes records of them. Immutable. */
enum Payload {
    RAW("raw JSON", "org.apache.kafka.connect.converters.ByteArrayConverter", false),
    SCHEMALESS("JsonConverter, schemaless", "org.apache.kafka.connect.json.JsonConverter", false),
    SCHEMAS("JsonConverter, schemas", "org.apache.kafka.connect.json.JsonConverter", true);

    private final String title;
    private final String converter;
    private final boolean hasSchema;

    Payload(String title, String converter, boolean hasSchema) {
        this.title = title;
        this.converter = converter;
        this.hasSchema = hasSchema;
    }

    String title() {
        return title;
    }

    boolean hasSchema() {
        return hasSchema;
    }

    Map<String, String> settings() {
        return Map.of(
                "value.converter",
                converter,
                "value.converter.schemas.enable",
                Boolean.toString(hasSchema),
                "key.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter");
    }
}
