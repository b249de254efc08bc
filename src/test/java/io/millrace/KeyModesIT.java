package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a row's key comes from, and what a record without a value does to its row. */
class KeyModesIT {
    private static final Schema KEY = SchemaBuilder.struct()
            .field("b", Schema.STRING_SCHEMA)
            .field("a", Schema.INT64_SCHEMA)
            .build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("v", Schema.OPTIONAL_STRING_SCHEMA)
            .field("a", Schema.INT64_SCHEMA)
            .field("b", Schema.STRING_SCHEMA)
            .build();

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 3);
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
    }

    @Test
    void theRecordsCoordinatesMakeRepetitionHarmless() throws SQLException {
        database.execute("CREATE TABLE t (__connect_topic text, __connect_partition int, __connect_offset bigint,"
                + " v text, PRIMARY KEY (__connect_topic, __connect_partition, __connect_offset))");
        List<SinkRecord> records = List.of(log.append("x", fields("v", "one")), log.append("x", fields("v", "two")));
        Settings settings = settings("upsert", "kafka");

        deliver(settings, records);
        deliver(settings, records);

        assertThat(rows("v")).isEqualTo("(t,3,0,one) (t,3,1,two)");
    }

    @Test
    void theCoordinatesMayHaveColumnsOfOtherNames() throws SQLException {
        database.execute("CREATE TABLE t (origin text, p int, o bigint, v text, PRIMARY KEY (o, p, origin))");

        deliver(
                settings("ignore", "kafka").with("pk.fields", "origin,p,o"),
                List.of(log.append(1, fields("v", "one"))));

        assertThat(rows("v")).isEqualTo("(t,3,0,one)");
    }

    @Test
    void aPrimitiveKeyFillsTheOneKeyColumn() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text)");

        deliver(
                settings("upsert", "record_key"),
                List.of(
                        log.append(Schema.INT32_SCHEMA, 1, null, fields("v", "one")),
                        log.append(Schema.INT64_SCHEMA, 1L, null, fields("v", "two")),
                        log.append(null, "2", null, fields("v", "three"))));

        assertThat(rows("id")).isEqualTo("(1,two) (2,three)");
    }

    @Test
    void aStructsFieldsFillACompositeKeyInWhateverOrder() throws SQLException {
        database.execute("CREATE TABLE t (a bigint, b text, v text, PRIMARY KEY (a, b))");

        deliver(
                settings("upsert", "record_key").with("delete.enabled", true),
                List.of(
                        log.append(key(1, "x"), value("one", 0, "")),
                        log.append(key(1, "y"), value("two", 0, "")),
                        log.append(key(1, "x"), value("three", 0, "")),
                        log.append(key(1, "y"), null)));

        assertThat(rows("a")).isEqualTo("(1,x,three)");
    }

    @Test
    void aMapsEntriesFillACompositeKey() throws SQLException {
        database.execute("CREATE TABLE t (a bigint, b text, v text, PRIMARY KEY (a, b))");

        deliver(
                settings("upsert", "record_key").with("delete.enabled", true),
                List.of(
                        log.append(fields("b", "x", "a", 1, "more", true), fields("v", "one")),
                        log.append(fields("a", 1L, "b", "y"), fields("v", "two")),
                        log.append(fields("a", 1, "b", "y"), null)));

        assertThat(rows("a")).isEqualTo("(1,x,one)");
    }

    @Test
    void fieldsOfTheValueFillTheKey() throws SQLException {
        database.execute("CREATE TABLE t (a bigint, b text, v text, UNIQUE (b, a))");
        Settings settings = settings("upsert", "record_value").with("pk.fields", "a,b");

        deliver(
                settings,
                List.of(
                        log.append(null, null, VALUE, value("one", 1, "x")),
                        log.append(null, fields("a", 1, "b", "x", "v", "two")),
                        log.append(null, null, VALUE, value("three", 2, "x"))));

        assertThat(rows("a")).isEqualTo("(1,x,two) (2,x,three)");
    }

    @Test
    void headersFillTheKeyAndTombstonesDeleteByThem() throws SQLException {
        database.execute("CREATE TABLE t (tenant text, id int, v text, PRIMARY KEY (tenant, id))");

        deliver(
                settings("upsert", "record_header").with("delete.enabled", true),
                List.of(
                        headed("acme", 1, fields("v", "one")),
                        headed("acme", 2, fields("v", "two")),
                        headed("acme", 1, fields("v", "three")),
                        headed("acme", 2, null)));

        assertThat(rows("id")).isEqualTo("(acme,1,three)");
    }

    @Test
    void rowsWithoutAKeyAreAppended() throws SQLException {
        database.execute("CREATE TABLE t (v text)");

        deliver(settings("insert", "none"), List.of(log.append(1, fields("v", "a")), log.append(1, fields("v", "a"))));

        assertThat(rows("v")).isEqualTo("(a) (a)");
    }

    @Test
    void deletesGoWithInsertsToo() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'old'), (2, 'old')");

        deliver(
                settings("insert", "record_key").with("delete.enabled", true),
                List.of(
                        log.append(1, null),
                        log.append(1, fields("v", "new")),
                        log.append(3, fields("v", "short-lived")),
                        log.append(3, null)));

        assertThat(rows("id")).isEqualTo("(1,new) (2,old)");
    }

    @Test
    void aTombstoneIsIgnoredWhereDeletesAreNotWanted() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");

        deliver(
                settings("upsert", "record_key"),
                List.of(log.append(1, fields("v", "one")), log.append(1, null), log.append(null, null, null, null)));

        assertThat(rows("id")).isEqualTo("(1,one)");
    }

    @Test
    void aTombstoneOfAValuesSchemaIsATombstone() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'old')");

        deliver(
                settings("upsert", "record_key").with("behavior.on.null.values", "delete"),
                List.of(log.append(Schema.INT32_SCHEMA, 1, VALUE, null)));

        assertThat(database.count("t")).isZero();
    }

    @Test
    void aTombstoneFailsTheTaskWhereTheUserSaysSo() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        Settings settings = settings("upsert", "record_key").with("behavior.on.null.values", "fail");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());

        driver.put(List.of(log.append(1, fields("v", "one")), log.append(1, null), log.append(2, fields("v", "two"))));
        ConnectException failure = driver.awaitFailure();

        assertThat(failure).hasMessage("t-3@1 → public.t: the record has no value, and behavior.on.null.values=fail");
        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), 1L));
        assertThat(rows("id")).isEqualTo("(1,one)");
    }

    private Settings settings(String insertMode, String pkMode) {
        return Settings.of(database).with("insert.mode", insertMode).with("pk.mode", pkMode);
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }

    private SinkRecord headed(String tenant, int id, Object value) {
        SinkRecord record = log.append(null, value);
        record.headers().addString("tenant", tenant).addInt("id", id);
        return record;
    }

    private static Struct key(long a, String b) {
        return new Struct(KEY).put("a", a).put("b", b);
    }

    private static Struct value(String v, long a, String b) {
        return new Struct(VALUE).put("v", v).put("a", a).put("b", b);
    }

    private String rows(String order) throws SQLException {
        return database.ask("SELECT string_agg(t::text, ' ' ORDER BY " + order + ") FROM t");
    }
}
