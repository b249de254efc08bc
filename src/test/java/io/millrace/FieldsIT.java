package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which fields are written, and which columns besides, whatever the shape of the values. */
class FieldsIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("a", Schema.OPTIONAL_INT32_SCHEMA)
            .field("b", SchemaBuilder.string().optional().defaultValue("dflt").build())
            .build();
    private static final Schema PARTIAL =
            SchemaBuilder.struct().field("a", Schema.OPTIONAL_INT32_SCHEMA).build();
    private static final String ROWS = "SELECT string_agg(t::text, ' ' ORDER BY id) FROM t";

    private TestDatabase database;

    /** One value in each of the shapes that a converter may give. */
    private enum Shape {
        STRUCT,
        MAP,
        JSON,
        BYTES;

        SinkRecord record(String topic, long id, Integer a, String b, long offset) {
            return switch (this) {
                case STRUCT ->
                    record(topic, id, SCHEMA, new Struct(SCHEMA).put("a", a).put("b", b), offset);
                case MAP -> record(topic, id, null, map(a, b), offset);
                case JSON -> record(topic, id, Schema.STRING_SCHEMA, json(a, b), offset);
                case BYTES -> record(topic, id, null, json(a, b).getBytes(StandardCharsets.UTF_8), offset);
            };
        }

        /** Without the field b. */
        SinkRecord partial(long id, Integer a, long offset) {
            return switch (this) {
                case STRUCT -> record("t", id, PARTIAL, new Struct(PARTIAL).put("a", a), offset);
                case MAP -> record("t", id, null, Map.of("a", a), offset);
                case JSON -> record("t", id, Schema.STRING_SCHEMA, "{\"a\":" + a + "}", offset);
                case BYTES -> record("t", id, null, ("{\"a\":" + a + "}").getBytes(StandardCharsets.UTF_8), offset);
            };
        }

        private static Map<String, Object> map(Integer a, String b) {
            Map<String, Object> map = new HashMap<>();
            map.put("a", a);
            map.put("b", b);
            return map;
        }

        private static String json(Integer a, String b) {
            return "{\"b\":" + (b == null ? null : "\"" + b + "\"") + ",\"a\":" + a + "}";
        }

        private static SinkRecord record(String topic, long id, Schema schema, Object value, long offset) {
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString("source", "north");
            headers.addLong("hops", 3);
            return new SinkRecord(
                    topic,
                    0,
                    Schema.INT64_SCHEMA,
                    id,
                    schema,
                    value,
                    offset,
                    1_700_000_000_123L,
                    TimestampType.CREATE_TIME,
                    headers);
        }
    }

    @BeforeEach
    void make() throws SQLException {
        database = TestDatabase.fresh();
    }

    private Settings settings() {
        return Settings.upserting(database).with("pk.fields", "id");
    }

    private void deliver(Settings settings, SinkRecord... records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(PARTITION, new TopicPartition("u", 0));
            driver.put(List.of(records));
            driver.awaitDurable();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheFieldsOfTheListAreWritten(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int)");

        deliver(settings().with("fields.whitelist", "a"), shape.record("t", 1, 5, "x", 0));

        assertThat(database.ask(ROWS)).isEqualTo("(1,5)");
    }

    @ParameterizedTest
    @EnumSource
    void allButTheExcludedFieldsAreWritten(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, b text, rest jsonb)");
        Settings settings = settings()
                .with("field.exclude.list", "a")
                .with("unknown.fields", "store")
                .with("store.column", "rest");

        deliver(settings, shape.record("t", 1, 5, "x", 0));

        assertThat(database.ask(ROWS)).isEqualTo("(1,x,{})");
    }

    @Test
    void fieldsThatAreFlattenedAreChosenByTheirJoinedNames() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, place_room text)");
        Map<String, Object> value = Map.of("place", Map.of("room", "hall", "floor", 3), "a", 1);

        deliver(
                settings().with("flatten", true).with("field.exclude.list", "place_floor,a"),
                new SinkRecord("t", 0, null, 1, null, value, 0),
                new SinkRecord("t", 0, null, 2, null, "{\"place\":{\"floor\":1,\"room\":\"attic\"}}", 1));

        assertThat(database.ask(ROWS)).isEqualTo("(1,hall) (2,attic)");
    }

    @ParameterizedTest
    @EnumSource
    void aListMayBeOneTopicsAlone(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int, b text)");
        Settings settings = settings().with("field.include.list", "t:a").with("table.name.format", "t");

        deliver(settings, shape.record("t", 1, 5, "x", 0), shape.record("u", 2, 6, "y", 0));

        assertThat(database.ask(ROWS)).isEqualTo("(1,5,) (2,6,y)");
    }

    @ParameterizedTest
    @EnumSource
    void metadataFillsItsColumns(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, kafka_offset bigint NOT NULL, a int, b text,"
                + " kafka_topic text, kafka_partition int, kafka_timestamp timestamptz, kafka_key text,"
                + " kafka_headers jsonb)");
        Settings settings = settings()
                .with("metadata.columns", "topic,partition,offset,timestamp,key,headers")
                .with("insert.mode", "ignore");

        deliver(settings, shape.record("t", 7, 5, "x", 41), shape.record("t", 8, 6, null, 42));

        assertThat(database.ask("SELECT string_agg(concat_ws('|', id, kafka_offset, a, kafka_topic, kafka_partition,"
                        + " extract(epoch FROM kafka_timestamp), kafka_key, kafka_headers), ' ' ORDER BY id) FROM t"))
                .isEqualTo("7|41|5|t|0|1700000000.123000|7|{\"hops\": 3, \"source\": \"north\"}"
                        + " 8|42|6|t|0|1700000000.123000|8|{\"hops\": 3, \"source\": \"north\"}");
    }

    @Test
    void aTableThatIsMadeHasTheColumnsOfMetadataAndOfTheListAlone() throws SQLException {
        Settings settings = settings()
                .with("auto.create", true)
                .with("fields.whitelist", "a")
                .with("metadata.columns", "offset,timestamp")
                .with("metadata.columns.prefix", "k_");

        deliver(settings, Shape.STRUCT.record("t", 1, 5, "x", 9));

        assertThat(database.types("t"))
                .isEqualTo("id bigint, a integer, k_offset bigint, k_timestamp timestamp with time zone");
        assertThat(database.ask("SELECT k_offset FROM t")).isEqualTo("9");
    }

    @Test
    void metadataWithoutAColumnIsToldBeforeAnythingIsWritten() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int, b text)");
        Settings settings = settings().with("metadata.columns", "offset");

        assertThatThrownBy(() -> deliver(settings, Shape.STRUCT.record("t", 1, 5, "x", 9)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("metadata.columns needs column \"kafka_offset\" in public.t, which is not there");
    }

    static Stream<Shape> shapes() {
        return Stream.of(Shape.values());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aMissingFieldKeepsOrNullsItsColumn(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int, b text DEFAULT 'dflt')");

        deliver(settings(), shape.record("t", 1, 5, "x", 0), shape.partial(1, 6, 1), shape.partial(2, 7, 2));
        assertThat(database.ask(ROWS)).isEqualTo("(1,6,x) (2,7,dflt)");
        deliver(settings().with("on.missing.field", "null"), shape.partial(1, 8, 3), shape.partial(3, 9, 4));

        assertThat(database.ask(ROWS)).isEqualTo("(1,8,) (2,7,dflt) (3,9,)");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aMissingFieldIsRefusedWhereAsked(Shape shape) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int, b text)");
        Settings settings = settings().with("on.missing.field", "fail");

        assertThatThrownBy(() -> deliver(settings, shape.record("t", 1, 5, "x", 0), shape.partial(2, 6, 1)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("t-0@1")
                .hasMessageContaining(
                        "the record has no field for column \"b\" of public.t, and on.missing.field=fail");
        assertThat(database.ask(ROWS)).isEqualTo("(1,5,x)");
    }

    @Test
    void aNullIsItsFieldsDefaultUnlessAskedOtherwise() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a int, b text)");

        deliver(settings(), Shape.STRUCT.record("t", 1, 5, null, 0));
        deliver(settings().with("replace.null.with.default", false), Shape.STRUCT.record("t", 2, 5, null, 1));

        assertThat(database.ask(ROWS)).isEqualTo("(1,5,dflt) (2,5,)");
    }
}
