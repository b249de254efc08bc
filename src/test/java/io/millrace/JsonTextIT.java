package io.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.RandomRows;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Text and bytes that hold JSON objects, as StringConverter and ByteArrayConverter hand them over. */
class JsonTextIT {
    private static final int GOOD = 50;
    private static final long SEED = 2026;

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "{0} rows, {1}, {2}")
    @CsvSource({
        "300, insert, copy",
        "300, insert, unnest",
        "300, upsert, copy",
        "300, upsert, unnest",
        "10000, upsert, auto",
        "10000, insert, auto"
    })
    void rowsAreWhatPostgresqlMakesOfTheSameText(int rows, String mode, String method) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t " + RandomRows.TABLE, "CREATE TABLE texts (doc jsonb)");
        RandomRows random = new RandomRows(SEED + rows);
        List<String> texts = new ArrayList<>();
        List<SinkRecord> records = new ArrayList<>();
        for (long id = 0; id < rows; id++) {
            texts.add(random.next(id));
            records.add(id % 2 == 0 ? text(null, texts.get((int) id)) : bytes(null, texts.get((int) id)));
        }

        deliver(
                Settings.of(database)
                        .with("insert.mode", mode)
                        .with("pk.mode", "record_value")
                        .with("pk.fields", "id")
                        .with("write.method", method),
                records);

        insert(database, texts);
        String expected = "(SELECT (jsonb_populate_record(NULL::t, doc)).* FROM texts)";
        assertThat(database.count("t")).isEqualTo(rows);
        assertThat(database.ask("SELECT min(e::text) FROM (TABLE t EXCEPT " + expected + ") e"))
                .isNull();
        assertThat(database.ask("SELECT min(e::text) FROM (" + expected + " EXCEPT TABLE t) e"))
                .isNull();
    }

    @Test
    void keysOfTextAreObjectsOrTheKeyItselfAndTombstonesDelete() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text)");

        deliver(
                Settings.upserting(database),
                List.of(
                        text("{\"id\":1}", "{\"v\":\"one\"}"),
                        text("2", "{\"v\":\"two\",\"id\":7}"),
                        text("{\"id\" : 3}", "{\"v\":\"three\"}"),
                        text("{\"id\":1}", null),
                        text("3", "{\"v\":\"four\"}")));

        assertThat(rows(database)).isEqualTo("(2,two) (3,four)");
    }

    @Test
    void aFieldOfTheTextNamesItsTable() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t_eu (v text, region text)", "CREATE TABLE t_us (v text, region text)");

        deliver(
                Settings.of(database).with("table.name.format", "${topic}_${field.region}"),
                List.of(text(null, "{\"v\":\"a\",\"region\":\"eu\"}"), bytes(null, "{\"region\":\"us\",\"v\":\"b\"}")));

        assertThat(database.ask("SELECT v FROM t_eu")).isEqualTo("a");
        assertThat(database.ask("SELECT v FROM t_us")).isEqualTo("b");
    }

    @Test
    void fieldsWithoutAColumnAreStoredWhateverTheShape() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text, rest jsonb)");
        Schema schema = SchemaBuilder.struct()
                .field("v", Schema.STRING_SCHEMA)
                .field("a", Schema.INT64_SCHEMA)
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("v", "c").put("a", 3L).put("day", new java.util.Date(0));

        deliver(
                Settings.upserting(database).with("unknown.fields", "store").with("store.column", "rest"),
                List.of(
                        text("1", "{\"a\":1.50,\"v\":\"a\",\"b\":[{}]}"),
                        log.append(2, PartitionLog.fields("v", "b", "a", 2L, "b", List.of(Map.of()))),
                        log.append(null, 3, schema, struct),
                        text("4", "{\"v\":\"d\"}")));

        assertThat(rows(database))
                .isEqualTo("(1,a,\"{\"\"a\"\": 1.50, \"\"b\"\": [{}]}\") (2,b,\"{\"\"a\"\": 2, \"\"b\"\": [{}]}\")"
                        + " (3,c,\"{\"\"a\"\": 3, \"\"day\"\": \"\"1970-01-01\"\"}\") (4,d,{})");
    }

    @Test
    void fieldsWithoutAColumnAreIgnoredWhateverTheShape() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text)");
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.INT64_SCHEMA)
                .field("v", Schema.STRING_SCHEMA)
                .build();

        deliver(
                Settings.upserting(database).with("unknown.fields", "ignore"),
                List.of(
                        text("1", "{\"a\":1.50,\"v\":\"a\",\"b\":[{}]}"),
                        log.append(2, PartitionLog.fields("v", "b", "a", 2L)),
                        log.append(
                                null,
                                3,
                                schema,
                                new Struct(schema).put("v", "c").put("a", 3L))));

        assertThat(rows(database)).isEqualTo("(1,a) (2,b) (3,c)");
    }

    @ParameterizedTest
    @CsvSource({"jsonb", "json", "text", "bytea"})
    void aColumnTakesTheValueWhole(String type) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (__connect_topic text, __connect_partition int, __connect_offset bigint, doc "
                + type + ", PRIMARY KEY (__connect_topic, __connect_partition, __connect_offset))");

        deliver(
                Settings.of(database)
                        .with("insert.mode", "upsert")
                        .with("pk.mode", "kafka")
                        .with("value.column", "doc"),
                List.of(text(null, "[1, \"größer\"]"), bytes(null, "[1, \"größer\"]")));

        String shown = type.equals("bytea") ? "convert_from(doc, 'UTF8')" : "doc::text";
        assertThat(database.ask("SELECT string_agg(" + shown + ", ' ' ORDER BY __connect_offset) FROM t"))
                .isEqualTo("[1, \"größer\"] [1, \"größer\"]");
    }

    static Stream<Arguments> badTexts() {
        String limits = " exceeds a limit on JSON: ";
        return Stream.of(
                Arguments.of("truncated", "{\"v\":\"secret", "the value, at or after field \"v\", is no valid JSON"),
                Arguments.of("an array", "[\"secret\"]", "the value is no JSON object: use a converter"),
                Arguments.of("a word", "secret", "the value is no JSON object: use a converter"),
                Arguments.of("empty", "", "the value is empty (22P02)"),
                Arguments.of("deep", "{\"doc\":" + "[".repeat(1000) + "]".repeat(1000) + "}", limits),
                Arguments.of("long", "{\"v\":\"" + "secret".repeat(10_000_000) + "\"}", limits),
                Arguments.of(
                        "digits", "{\"n\":" + "7".repeat(5000) + "}", "column \"n\": out of range for integer (22003)"),
                Arguments.of(
                        "a lone surrogate", "{\"v\":\"secret\\ud800\"}", "column \"v\": contains half of a surrogate"),
                Arguments.of("U+0000", "{\"doc\":{\"v\":\"secret\\u0000\"}}", "column \"doc\": contains \\u0000"),
                Arguments.of(
                        "a document's text",
                        "{\"doc\":\"secret\"}",
                        "column \"doc\": invalid input syntax for type jsonb"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTexts")
    void aBadTextIsRefusedAloneAndNeverShown(String name, String bad, String reason) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text, n int, doc jsonb)");
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < GOOD; id++) {
            records.add(text(Integer.toString(id), "{\"v\":\"good\",\"doc\":{\"a\":1}}"));
        }
        records.add(bytes("99", bad));
        TaskDriver driver = TaskDriver.start(Settings.upserting(database).map()).open(log.partition());

        driver.put(records);
        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessageStartingWith("t-0@" + GOOD + " → public.t: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), (long) GOOD));
        assertThat(database.count("t WHERE v = 'good'")).isEqualTo(GOOD);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text)");
        byte[] bad = "{\"v\":\"xx\"}".getBytes(UTF_8);
        bad[6] = (byte) 0xFF;
        TaskDriver driver = TaskDriver.start(Settings.upserting(database).map()).open(log.partition());

        driver.put(List.of(log.append(Schema.OPTIONAL_STRING_SCHEMA, "1", Schema.OPTIONAL_BYTES_SCHEMA, bad)));

        assertThat(driver.awaitFailure()).hasMessage("t-0@0 → public.t: the value is not valid UTF-8 (22021)");
        driver.stop();
    }

    private SinkRecord text(String key, String value) {
        return log.append(Schema.OPTIONAL_STRING_SCHEMA, key, Schema.OPTIONAL_STRING_SCHEMA, value);
    }

    private SinkRecord bytes(String key, String value) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        boolean isPlain = key == null;
        return isPlain
                ? log.append(
                        Schema.OPTIONAL_BYTES_SCHEMA, keyBytes, Schema.OPTIONAL_BYTES_SCHEMA, value.getBytes(UTF_8))
                : log.append(Schema.OPTIONAL_STRING_SCHEMA, key, Schema.OPTIONAL_BYTES_SCHEMA, value.getBytes(UTF_8));
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deliver(records).awaitDurable();
        }
    }

    private static void insert(TestDatabase database, List<String> texts) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO texts VALUES (?::jsonb)")) {
            for (String text : texts) {
                insert.setString(1, text);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String rows(TestDatabase database) throws SQLException {
        return database.ask("SELECT string_agg(t::text, ' ' ORDER BY id) FROM t");
    }
}
