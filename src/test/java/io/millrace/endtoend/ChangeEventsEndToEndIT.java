package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source's changes through a real broker and a real worker, by Connect's JSON with its schemas and without, and as its mere text. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeEventsEndToEndIT {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    private ProcessStack stack;

    @BeforeAll
    void start(KafkaServer broker) throws SQLException {
        stack = ProcessStack.beside(broker, KafkaJars.current());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({JSON + ", true", JSON + ", false", STRING + ", false", BYTES + ", false"})
    void theTableFollowsItsSource(String converter, boolean schemas) throws Exception {
        String enabled = Boolean.toString(schemas);
        try (Scenario it = new Scenario(stack, "changes").topic(1)) {
            it.execute("CREATE TABLE " + it.name + " (id bigint PRIMARY KEY, name text, doc jsonb NOT NULL, day date)");
            produce(it.name, schemas);

            it.with("insert.mode", "upsert")
                    .with("pk.mode", "record_value")
                    .with("delete.enabled", "true")
                    .with("truncate.enabled", "true")
                    .with("key.converter", converter)
                    .with("key.converter.schemas.enable", enabled)
                    .with("value.converter", converter)
                    .with("value.converter.schemas.enable", enabled)
                    .run(1);
            it.awaitNoLag();

            String rows = ask("SELECT string_agg(concat_ws(' ', id, name, doc), '|' ORDER BY id) FROM " + it.name);
            assertThat(rows).isEqualTo("1 changed {\"n\": 1}|3 made {\"n\": 3}|5 split {\"n\": 5}|7 moved {\"n\": 6}");
            if (schemas) {
                assertThat(ask("SELECT day FROM " + it.name + " WHERE id = 1")).isEqualTo("2026-11-21");
            }
        }
    }

    private void produce(String topic, boolean schemas) {
        DebeziumEvents events = DebeziumEvents.on(
                topic,
                SchemaBuilder.struct()
                        .field("id", Schema.INT64_SCHEMA)
                        .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                        .field(
                                "doc",
                                SchemaBuilder.string()
                                        .name("io.debezium.data.Json")
                                        .version(1)
                                        .optional()
                                        .build())
                        .field(
                                "day",
                                SchemaBuilder.int32()
                                        .name("io.debezium.time.Date")
                                        .version(1)
                                        .optional()
                                        .build()),
                "id");
        Integer day = schemas ? (Integer) 20_778 : null;
        List<SinkRecord> records = List.of(
                events.snapshot(events.row(100L, "emptied", "{}", day)),
                events.truncate(),
                events.snapshot(events.row(1L, "read", "{\"n\":1}", day)),
                events.snapshot(events.row(2L, "read", "{\"n\":2}", day)),
                events.insert(events.row(3L, "made", "{\"n\":3}", day)),
                events.insert(events.row(4L, "made", "{\"n\":4}", day)),
                events.insert(events.row(6L, "made", "{\"n\":6}", day)),
                events.update(events.row(1L, "changed", UNAVAILABLE, day)),
                events.delete(events.row(2L)),
                events.tombstone(events.row(2L)),
                events.delete(events.row(4L)),
                events.tombstone(events.row(4L)),
                events.insert(events.row(5L, "split", "{\"n\":5}", day)),
                events.update(events.row(6L, "made", "{\"n\":6}", day), events.row(7L, "moved", UNAVAILABLE, day)),
                events.message());
        send(topic, records, schemas);
    }

    private void send(String topic, List<SinkRecord> records, boolean schemas) {
        JsonConverter keys = new JsonConverter();
        JsonConverter values = new JsonConverter();
        keys.configure(Map.of("schemas.enable", schemas), true);
        values.configure(Map.of("schemas.enable", schemas), false);
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (SinkRecord record : records) {
                byte[] key = record.key() == null
                        ? null
                        : keys.fromConnectData(topic, ((Struct) record.key()).schema(), record.key());
                byte[] value = record.value() == null
                        ? null
                        : values.fromConnectData(topic, ((Struct) record.value()).schema(), record.value());
                producer.send(new ProducerRecord<>(topic, 0, key, value));
            }
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
