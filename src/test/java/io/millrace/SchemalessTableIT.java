package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that is created for values without a schema has their key and one column, into which they go whole. */
class SchemalessTableIT {
    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
    }

    private Settings creating() {
        return Settings.upserting(database).with("auto.create", true).with("pk.fields", "id");
    }

    private void deliver(Settings settings, SinkRecord... records) {
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(records)).awaitDurable();
        }
    }

    private String rows() throws SQLException {
        return database.ask("SELECT string_agg(t::text, ' ' ORDER BY t::text) FROM t");
    }

    @Test
    void mapsGoWholeBesideTheirKeyAlsoAfterARestart() throws SQLException {
        deliver(creating(), log.append(5L, fields("a", 1, "b", fields("c", "d"))));
        deliver(creating(), log.append(6L, fields("z", null)), log.append(5L, fields("a", 2)));

        assertThat(database.types("t")).isEqualTo("id bigint, value jsonb");
        assertThat(rows()).isEqualTo("(5,\"{\"\"a\"\": 2}\") (6,\"{\"\"z\"\": null}\")");
    }

    @Test
    void textsThatHoldJsonDoToo() throws SQLException {
        deliver(
                creating().with("pk.fields", "k"),
                log.append(Schema.STRING_SCHEMA, "x", Schema.STRING_SCHEMA, "{\"n\": 1.10}"));

        assertThat(database.types("t")).isEqualTo("k text, value jsonb");
        assertThat(rows()).isEqualTo("(x,\"{\"\"n\"\": 1.10}\")");
    }

    @Test
    void aKeyThatIsAJsonTextBringsItsFields() throws SQLException {
        deliver(
                creating().with("pk.fields", "id,zone"),
                log.append("{\"zone\": \"a\", \"id\": 5, \"x\": 0}", "{\"n\": 1}"),
                log.append("{\"id\": 5, \"zone\": \"a\"}", "{\"n\": 2}"),
                log.append("{\"id\": 6, \"zone\": \"a\"}", "{\"n\": 3}"),
                log.append("{\"id\": 6, \"zone\": \"a\"}", null));

        assertThat(database.types("t")).isEqualTo("id bigint, zone text, value jsonb");
        assertThat(rows()).isEqualTo("(5,a,\"{\"\"n\"\": 2}\")");
    }

    @Test
    void aKeyInAValueThatIsAJsonTextIsFoundThere() throws SQLException {
        Settings settings = creating().with("pk.mode", "record_value").with("delete.enabled", false);

        deliver(settings, log.append(null, "{\"a\": 1, \"id\": 9007199254740993}"));
        deliver(
                settings.with("auto.create", true),
                log.append(null, "{\"id\": 7}"),
                log.append(null, "{\"a\": 2, \"id\": 7}".getBytes(StandardCharsets.UTF_8)));

        assertThat(database.types("t")).isEqualTo("id bigint, value jsonb");
        assertThat(database.ask("SELECT string_agg(id || ' ' || (value ->> 'id'), ', ' ORDER BY id) FROM t"))
                .isEqualTo("7 7, 9007199254740993 9007199254740993");
        assertThat(database.ask("SELECT value ->> 'a' FROM t WHERE id = 7")).isEqualTo("2");
    }

    @Test
    void aNestedKeyThatIsFlattenedHasItsJoinedName() throws SQLException {
        deliver(
                creating().with("flatten", true).with("pk.fields", "device_id"),
                log.append(fields("device", fields("id", 5)), fields("a", 1)));

        assertThat(database.types("t")).isEqualTo("device_id bigint, value jsonb");
        assertThat(rows()).isEqualTo("(5,\"{\"\"a\"\": 1}\")");
    }

    @Test
    void metadataHaveTheirColumnsBesideTheValue() throws SQLException {
        Settings settings = creating().with("metadata.columns", "offset,topic");

        deliver(settings, log.append(5L, fields("a", 1)));
        deliver(settings, log.append(6L, fields("b", 2)));

        assertThat(database.types("t")).isEqualTo("id bigint, value jsonb, kafka_topic text, kafka_offset bigint");
        assertThat(rows()).isEqualTo("(5,\"{\"\"a\"\": 1}\",t,0) (6,\"{\"\"b\"\": 2}\",t,1)");
    }

    @Test
    void changeEventsAreTakenForTheirRows() throws SQLException {
        deliver(
                creating(),
                log.append("{\"id\": 5}", "{\"op\":\"c\",\"source\":{},\"before\":null,\"after\":{\"id\":5,\"a\":1}}"),
                log.append("{\"id\": 6}", "{\"op\":\"r\",\"source\":{},\"before\":null,\"after\":{\"id\":6}}"),
                log.append("{\"id\": 6}", "{\"op\":\"d\",\"source\":{},\"before\":{\"id\":6},\"after\":null}"));

        assertThat(rows()).isEqualTo("(5,\"{\"\"a\"\": 1, \"\"id\"\": 5}\")");
    }

    @Test
    void aKeyOfTheValueIsTakenFromItsFields() throws SQLException {
        deliver(
                creating().with("pk.mode", "record_value").with("delete.enabled", false),
                log.append(null, fields("id", "x", "a", 1)),
                log.append(null, fields("id", "x", "a", 2)));

        assertThat(database.types("t")).isEqualTo("id text, value jsonb");
        assertThat(database.ask("SELECT id || ' ' || (value ->> 'a') FROM t")).isEqualTo("x 2");
    }

    @Test
    void withoutAKeyThereIsTheValueAlone() throws SQLException {
        deliver(Settings.of(database).with("auto.create", true), log.append(null, fields("a", 1)));

        assertThat(database.types("t")).isEqualTo("value jsonb");
        assertThat(database.ask("SELECT value FROM t")).isEqualTo("{\"a\": 1}");
    }

    @Test
    void theColumnIsTheOneThatTheSettingNames() throws SQLException {
        deliver(creating().with("value.column", "doc"), log.append(5L, fields("a", 1)));

        assertThat(database.types("t")).isEqualTo("id bigint, doc jsonb");
        assertThat(database.ask("SELECT doc FROM t")).isEqualTo("{\"a\": 1}");
    }

    @Test
    void aTextThatIsADocumentGetsAColumnForDocumentsAndAnyOtherOneForText() throws SQLException {
        deliver(creating().with("value.column", "doc"), log.append(5L, "{\"a\": 1}"));
        assertThat(database.types("t")).isEqualTo("id bigint, doc jsonb");

        database.execute("DROP TABLE t");
        deliver(creating().with("value.column", "line"), log.append(5L, "{ is a brace"));
        assertThat(database.types("t")).isEqualTo("id bigint, line text");
    }

    @Test
    void fieldsThatAreStoredTogetherHaveTheColumnOfThatName() throws SQLException {
        Settings storing = creating().with("unknown.fields", "store").with("store.column", "extra");

        deliver(storing, log.append(5L, fields("a", 1)));
        deliver(storing, log.append(6L, "{\"b\": 2}"));

        assertThat(database.types("t")).isEqualTo("id bigint, extra jsonb");
        assertThat(rows()).isEqualTo("(5,\"{\"\"a\"\": 1}\") (6,\"{\"\"b\"\": 2}\")");
    }

    /** The one large value of a row is not lost to an update that does not bring it. */
    @Test
    void aValueThatTheSourceDidNotHaveIsNotWrittenOverTheDocument() throws SQLException {
        String event = "{\"op\":\"%s\",\"source\":{},\"before\":null,\"after\":{\"id\":5,\"big\":\"%s\"}}";
        ConnectException failure;

        try (TaskDriver task = TaskDriver.start(creating().map()).open(log.partition())) {
            task.deliver(List.of(
                    log.append(5L, event.formatted("c", "LARGE")),
                    log.append(5L, event.formatted("u", "__debezium_unavailable_value"))));
            failure = task.awaitFailure();
        }

        assertThat(failure).hasMessageContaining("did not have the value of field \"big\"");
        assertThat(rows()).isEqualTo("(5,\"{\"\"id\"\": 5, \"\"big\"\": \"\"LARGE\"\"}\")");
    }

    @Test
    void aRowThatIsStillInsideOfItsSchemaMakesNoTable() throws SQLException {
        String pair = "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"a\":1}}";
        ConnectException failure;

        try (TaskDriver task = TaskDriver.start(creating().map()).open(log.partition())) {
            task.put(List.of(log.append(5L, pair)));
            failure = task.awaitFailure();
        }

        assertThat(failure)
                .hasMessageContaining("the value is a {schema, payload} pair: use JsonConverter with"
                        + " value.converter.schemas.enable=true");
        assertThat(database.count("pg_class WHERE relname = 't'")).isZero();
    }

    @Test
    void aKeyThatIsOneValueNeedsItsColumnsName() {
        ConnectException failure;

        try (TaskDriver task =
                TaskDriver.start(creating().with("pk.fields", "").map()).open(log.partition())) {
            task.put(List.of(log.append(5L, fields("a", 1))));
            failure = task.awaitFailure();
        }

        assertThat(failure).hasMessageContaining("unless pk.fields names its key columns");
    }
}
