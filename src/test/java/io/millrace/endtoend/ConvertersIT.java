package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same events by each of Connect's own converters on a real worker: the rows are the same, and exact by the raw ones. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvertersIT {
    private static final int ROWS = 2_000;
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String SCHEMA = "{\"type\":\"struct\",\"optional\":false,\"fields\":["
            + "{\"field\":\"id\",\"type\":\"int64\",\"optional\":false},"
            + "{\"field\":\"note\",\"type\":\"string\",\"optional\":true},"
            + "{\"field\":\"ratio\",\"type\":\"double\",\"optional\":true},"
            + "{\"field\":\"at\",\"type\":\"string\",\"optional\":true},"
            + "{\"field\":\"tags\",\"type\":\"array\",\"items\":{\"type\":\"string\",\"optional\":false},\"optional\":true},"
            + "{\"field\":\"doc\",\"type\":\"struct\",\"optional\":true,\"fields\":["
            + "{\"field\":\"a\",\"type\":\"int32\",\"optional\":true}]}]}";

    private ProcessStack stack;

    @BeforeAll
    void start(KafkaServer broker) throws SQLException {
        stack = ProcessStack.beside(broker, KafkaJars.current());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void everyConverterGivesTheSameRows() throws Exception {
        Map<String, String> rows = new TreeMap<>();

        rows.put("strings", rowsBy("strings", Map.of("value.converter", STRING), false));
        rows.put("bytes", rowsBy("bytes", Map.of("value.converter", BYTES, "key.converter", BYTES), false));
        rows.put(
                "schemaless",
                rowsBy(
                        "schemaless",
                        Map.of("value.converter", JSON, "value.converter.schemas.enable", "false"),
                        false));
        rows.put(
                "schemas",
                rowsBy("schemas", Map.of("value.converter", JSON, "value.converter.schemas.enable", "true"), true));

        assertThat(rows.get("strings")).hasSizeGreaterThan(ROWS * 20);
        assertThat(rows).allSatisfy((converter, content) -> assertThat(content).isEqualTo(rows.get("strings")));
    }

    @Test
    void numbersOfTextAreExactWhereJsonConverterLosesThem() throws Exception {
        try (Scenario it = new Scenario(stack, "exact").topic(1);
                Events events = new Events(stack.bootstrapServers())) {
            it.execute("CREATE TABLE " + it.name + " (n numeric)");
            events.appendRaw(it.name, "{\"n\":18446744073709551617}");
            events.appendRaw(it.name, "{\"n\":0.1234567890123456789}");
            events.flush();

            it.with("insert.mode", "insert")
                    .with("pk.mode", "none")
                    .with("value.converter", STRING)
                    .run(1);
            it.awaitNoLag();

            assertThat(ask("SELECT string_agg(n::text, ' ' ORDER BY n) FROM " + it.name))
                    .isEqualTo("0.1234567890123456789 18446744073709551617");
        }
    }

    /** As Avro's converter gives them: this one carries the same schemas in JSON. */
    @Test
    void structsWithLogicalTypesMakeTheirTableAndTheirRows() throws Exception {
        try (Scenario it = new Scenario(stack, "logical").topic(1)) {
            sendReadings(it.name);
            it.with("insert.mode", "upsert").with("pk.mode", "record_key").with("auto.create", "true");
            for (String side : List.of("key", "value")) {
                it.with(side + ".converter", JSON).with(side + ".converter.schemas.enable", "true");
            }

            it.run(1);
            it.awaitNoLag();

            assertThat(ask("SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)"
                            + " FROM pg_attribute WHERE attnum > 0 AND attrelid = '" + it.name + "'::regclass"))
                    .isEqualTo("site text, device bigint, price numeric(12,3), day date, clock time without time zone,"
                            + " at timestamp with time zone, place jsonb, level integer, note text, tags text[]");
            assertThat(ask(
                            "SELECT string_agg((site, device, price, day, clock, at AT TIME ZONE 'UTC', place, level, note,"
                                    + " tags)::text, ' ' ORDER BY device) FROM " + it.name))
                    .isEqualTo("(a,1,-1234567.891,1900-01-01,23:59:59.999,\"2026-11-21 10:00:00.123\","
                            + "\"{\"\"lat\"\": 1.5, \"\"since\"\": \"\"2026-11-21\"\"}\",7,n,\"{x,NULL}\")"
                            + " (a,2,,1900-01-01,,,,3,none,)");
        }
    }

    private void sendReadings(String topic) {
        Schema key = SchemaBuilder.struct()
                .field("site", Schema.STRING_SCHEMA)
                .field("device", Schema.INT64_SCHEMA)
                .build();
        Schema place = SchemaBuilder.struct()
                .optional()
                .field("lat", Schema.FLOAT64_SCHEMA)
                .field("since", Date.SCHEMA)
                .build();
        Schema price = Decimal.builder(3)
                .parameter("connect.decimal.precision", "12")
                .optional()
                .build();
        Schema value = SchemaBuilder.struct()
                .field("price", price)
                .field("day", Date.SCHEMA)
                .field("clock", Time.builder().optional().build())
                .field("at", Timestamp.builder().optional().build())
                .field("place", place)
                .field("level", SchemaBuilder.int32().optional().defaultValue(3).build())
                .field("note", SchemaBuilder.string().defaultValue("none").build())
                .field(
                        "tags",
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                                .optional()
                                .build())
                .build();
        java.util.Date day = java.util.Date.from(Instant.parse("1900-01-01T00:00:00Z"));
        Struct whole = new Struct(value)
                .put("price", new BigDecimal("-1234567.891"))
                .put("day", day)
                .put("clock", new java.util.Date(86_399_999))
                .put("at", java.util.Date.from(Instant.parse("2026-11-21T10:00:00.123Z")))
                .put(
                        "place",
                        new Struct(place)
                                .put("lat", 1.5)
                                .put("since", java.util.Date.from(Instant.parse("2026-11-21T00:00:00Z"))))
                .put("level", 7)
                .put("note", "n")
                .put("tags", Arrays.asList("x", null));
        JsonConverter keys = new JsonConverter();
        JsonConverter values = new JsonConverter();
        keys.configure(Map.of("schemas.enable", true), true);
        values.configure(Map.of("schemas.enable", true), false);
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long device = 1;
            for (Struct row : List.of(whole, new Struct(value).put("day", day))) {
                Struct id = new Struct(key).put("site", "a").put("device", device++);
                producer.send(new ProducerRecord<>(
                        topic, keys.fromConnectData(topic, key, id), values.fromConnectData(topic, value, row)));
            }
        }
    }

    private String rowsBy(String subject, Map<String, String> converters, boolean enveloped) throws Exception {
        try (Scenario it = new Scenario(stack, subject).topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.execute("CREATE TABLE " + it.name + " (id bigint PRIMARY KEY, note text, ratio float8, at timestamptz,"
                    + " tags text[], doc jsonb)");
            for (int id = 0; id < ROWS; id++) {
                String json = event(id);
                events.appendRaw(it.name, enveloped ? "{\"schema\":" + SCHEMA + ",\"payload\":" + json + "}" : json);
            }
            events.flush();
            it.with("insert.mode", "upsert").with("pk.mode", "record_value").with("pk.fields", "id");
            converters.forEach(it::with);

            it.run(1);
            it.awaitNoLag();

            return ask("SELECT string_agg(t::text, ' ' ORDER BY id) FROM " + it.name + " t");
        }
    }

    private static String event(int id) {
        return "{\"note\":\"größer " + id + "\",\"id\":" + id + ",\"ratio\":" + id / 8.0
                + ",\"at\":\"2026-11-21T10:00:00Z\",\"tags\":[\"a\",\"b " + id + "\"],\"doc\":{\"a\":" + id + "}}";
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
