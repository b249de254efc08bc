package io.millrace.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Change events of one table in the shape in which Debezium's PostgreSQL connector writes them (3.x), one after the
 * other on one partition; or as JsonConverter gives them where no schema travels with them. Confined to one test.
 */
public final class DebeziumEvents {
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Enum")
                            .version(1)
                            .parameter("allowed", "true,first,first_in_data_collection,last,false,incremental")
                            .defaultValue("false")
                            .optional()
                            .build())
            .field("db", Schema.STRING_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("xmin", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema TRANSACTION = SchemaBuilder.struct()
            .name("event.block")
            .version(1)
            .optional()
            .field("id", Schema.STRING_SCHEMA)
            .field("total_order", Schema.INT64_SCHEMA)
            .field("data_collection_order", Schema.INT64_SCHEMA)
            .build();
    private static final Schema LOGICAL_MESSAGE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.MessageValue")
            .version(1)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("transaction", TRANSACTION)
            .field("source", SOURCE)
            .field(
                    "message",
                    SchemaBuilder.struct()
                            .name("io.debezium.connector.postgresql.Message")
                            .optional()
                            .field("prefix", Schema.OPTIONAL_STRING_SCHEMA)
                            .field("content", Schema.OPTIONAL_BYTES_SCHEMA)
                            .build())
            .build();
    private static final long NOW = 1_795_000_000_000L;

    private final TopicPartition partition;
    private final String prefix;
    private final Schema key;
    private final Schema row;
    private final Schema envelope;
    private final JsonConverter keyConverter = new JsonConverter();
    private final JsonConverter valueConverter = new JsonConverter();
    private final JsonConverter wrapping = new JsonConverter();
    private Form form = Form.STRUCT;
    private long offset;

    /** What a converter makes of the events. */
    public enum Form {
        /** Avro, Protobuf, or JsonConverter with schemas. */
        STRUCT,
        /** JsonConverter without schemas. */
        MAP,
        /** StringConverter, of what JsonConverter wrote without schemas. */
        TEXT,
        /** ByteArrayConverter, of the same. */
        BYTES,
        /** StringConverter, of what JsonConverter wrote with schemas. */
        WRAPPED_TEXT
    }

    private DebeziumEvents(TopicPartition partition, String prefix, Schema row, String... keyFields) {
        this.partition = partition;
        this.prefix = prefix;
        this.row = row;
        this.key = keySchema(prefix, row, keyFields);
        this.envelope = SchemaBuilder.struct()
                .name(prefix + ".Envelope")
                .version(2)
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("transaction", TRANSACTION)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        keyConverter.configure(Map.of("schemas.enable", false), true);
        valueConverter.configure(Map.of("schemas.enable", false, "decimal.format", "NUMERIC"), false);
        wrapping.configure(Map.of("schemas.enable", true), false);
    }

    private static Schema keySchema(String prefix, Schema row, String... fields) {
        SchemaBuilder builder = SchemaBuilder.struct().name(prefix + ".Key");
        for (String field : fields) {
            builder.field(field, row.field(field).schema());
        }
        return builder.build();
    }

    /** Events on the first partition of a topic, of a table whose primary key are these fields. */
    public static DebeziumEvents on(String topic, SchemaBuilder row, String... keyFields) {
        return on(new TopicPartition(topic, 0), row, keyFields);
    }

    public static DebeziumEvents on(TopicPartition partition, SchemaBuilder row, String... keyFields) {
        String prefix = "server.public." + partition.topic();
        Schema optional = row.name(prefix + ".Value").optional().build();
        return new DebeziumEvents(partition, prefix, optional, keyFields);
    }

    /** From now on as a converter gives them that has no schemas. */
    public DebeziumEvents withoutSchemas() {
        return as(Form.MAP);
    }

    /** From now on as a converter gives them that makes this of them. */
    public DebeziumEvents as(Form wanted) {
        form = wanted;
        return this;
    }

    /** A row of the table, its values in the order of the fields. */
    public Struct row(Object... values) {
        Struct made = new Struct(row);
        for (int i = 0; i < values.length; i++) {
            made.put(row.fields().get(i), values[i]);
        }
        return made;
    }

    public SinkRecord snapshot(Struct after) {
        return event("r", null, after, after);
    }

    public SinkRecord insert(Struct after) {
        return event("c", null, after, after);
    }

    /** As with REPLICA IDENTITY DEFAULT, where only a changed key is told. */
    public SinkRecord update(Struct after) {
        return event("u", null, after, after);
    }

    public SinkRecord update(Struct before, Struct after) {
        return event("u", before, after, after);
    }

    public SinkRecord delete(Struct before) {
        return event("d", before, null, before);
    }

    public SinkRecord tombstone(Struct deleted) {
        return record(key, keyOf(deleted), null, null);
    }

    /** It concerns no row, and has no key. */
    public SinkRecord truncate() {
        return record(null, null, envelope, envelope("t", null, null));
    }

    /** What pg_logical_emit_message writes; with a topic of its own as a rule. */
    public SinkRecord message() {
        Struct content = new Struct(LOGICAL_MESSAGE.field("message").schema()).put("prefix", "p");
        Struct value = new Struct(LOGICAL_MESSAGE)
                .put("op", "m")
                .put("ts_ms", NOW)
                .put("source", source())
                .put("message", content.put("content", new byte[] {1, 2}));
        return record(null, null, LOGICAL_MESSAGE, value);
    }

    /** With any op, so that one can be had that no Debezium writes. */
    public SinkRecord event(String op, Struct before, Struct after, Struct keyed) {
        return record(key, keyOf(keyed), envelope, envelope(op, before, after));
    }

    /** What ExtractNewRecordState makes of it, with deletes rewritten. */
    public SinkRecord flattened(Struct after, boolean deleted) {
        SchemaBuilder builder = SchemaBuilder.struct().name(row.name());
        row.fields().forEach(field -> builder.field(field.name(), field.schema()));
        Schema schema =
                builder.field("__deleted", Schema.OPTIONAL_STRING_SCHEMA).build();
        Struct value = new Struct(schema).put("__deleted", Boolean.toString(deleted));
        row.fields().forEach(field -> value.put(field.name(), after.get(field)));
        return record(key, keyOf(after), schema, value);
    }

    private Struct keyOf(Struct keyed) {
        Struct made = new Struct(key);
        for (Field field : key.fields()) {
            made.put(field, keyed.get(field.name()));
        }
        return made;
    }

    private Struct envelope(String op, Struct before, Struct after) {
        return new Struct(envelope)
                .put("before", before)
                .put("after", after)
                .put("source", source())
                .put("op", op)
                .put("ts_ms", NOW)
                .put("ts_us", NOW * 1_000)
                .put("ts_ns", NOW * 1_000_000);
    }

    private Struct source() {
        return new Struct(SOURCE)
                .put("version", "3.4.0.Final")
                .put("connector", "postgresql")
                .put("name", prefix.substring(0, prefix.indexOf('.')))
                .put("ts_ms", NOW - 5)
                .put("db", "shop")
                .put("sequence", "[\"24023128\",\"24023128\"]")
                .put("schema", "public")
                .put("table", partition.topic())
                .put("txId", 555L)
                .put("lsn", 24_023_128L + offset);
    }

    private SinkRecord record(Schema keySchema, Object recordKey, Schema valueSchema, Object value) {
        String topic = partition.topic();
        SchemaAndValue k = travelled(keyConverter, keySchema, recordKey);
        SchemaAndValue v = travelled(valueConverter, valueSchema, value);
        return new SinkRecord(
                topic,
                partition.partition(),
                k.schema(),
                k.value(),
                v.schema(),
                v.value(),
                offset++,
                NOW,
                TimestampType.CREATE_TIME);
    }

    private SchemaAndValue travelled(JsonConverter converter, Schema schema, Object value) {
        if (form == Form.STRUCT || value == null) {
            return new SchemaAndValue(value == null ? null : schema, value);
        }
        String topic = partition.topic();
        byte[] bytes = converter.fromConnectData(topic, schema, value);
        return switch (form) {
            case TEXT -> new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, new String(bytes, StandardCharsets.UTF_8));
            case BYTES -> new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, bytes);
            case WRAPPED_TEXT ->
                new SchemaAndValue(
                        Schema.OPTIONAL_STRING_SCHEMA,
                        new String(wrapping.fromConnectData(topic, schema, value), StandardCharsets.UTF_8));
            default -> converter.toConnectData(topic, bytes);
        };
    }
}
