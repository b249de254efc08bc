package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists arrive in array columns as PostgreSQL's own literals of them do, whichever way they are written. */
class ArraysIT {
    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    /** A column of each type, a list for it, and what PostgreSQL reads as the same. */
    private record Case(String type, List<?> list, String literal) {}

    private static List<Case> cases() {
        byte[] bytes = {0, 92, 34, -1};
        return List.of(
                new Case("bool[]", Arrays.asList(true, null, false), "{t,NULL,f}"),
                new Case("int2[]", List.of((byte) -128, (short) 7), "{-128,7}"),
                new Case("int4[]", Arrays.asList(null, null), "{NULL,NULL}"),
                new Case("int4[]", List.of(), "{}"),
                new Case(
                        "int8[]",
                        List.of(List.of(1L, 2L), Arrays.asList(null, Long.MIN_VALUE)),
                        "{{1,2},{NULL,-9223372036854775808}}"),
                new Case("float4[]", List.of(1.5f, Float.NaN), "{1.5,NaN}"),
                new Case("float8[]", List.of(List.of(List.of(1.0), List.of(2.0))), "{{{1},{2}}}"),
                new Case(
                        "numeric[]",
                        Arrays.asList(new BigDecimal("12345678901234567890.123456789"), null),
                        "{12345678901234567890.123456789,NULL}"),
                new Case("numeric(6,2)[]", List.of(new BigDecimal("1.005"), 3), "{1.005,3}"),
                new Case("price[]", Arrays.asList("1.005", null), "{1.005,NULL}"),
                new Case(
                        "text[]",
                        Arrays.asList("", "NULL", null, "a,b", "{\"x\\\"}", " ü "),
                        "{\"\",\"NULL\",NULL,\"a,b\",\"{\\\"x\\\\\\\"}\",\" ü \"}"),
                new Case("varchar(3)[]", List.of("abc  ", "x"), "{\"abc\",x}"),
                new Case("char(3)[]", List.of("a"), "{a}"),
                new Case("bytea[]", List.of(bytes, ByteBuffer.wrap(bytes, 1, 2)), "{\"\\\\x005c22ff\",\"\\\\x5c22\"}"),
                new Case(
                        "uuid[]",
                        List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                        "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"),
                new Case("json[]", List.of(Map.of("a", List.of(1)), List.of(1, 2)), "{\"{\\\"a\\\":[1]}\",\"[1,2]\"}"),
                new Case("jsonb[]", Arrays.asList(null, Map.of("a", 1.0), "[1]"), "{NULL,\"{\\\"a\\\":1}\",\"[1]\"}"),
                new Case("date[]", List.of("2026-11-21", "-infinity"), "{2026-11-21,-infinity}"),
                new Case("time[]", List.of("24:00:00"), "{24:00:00}"),
                new Case("timestamp[]", List.of(0L), "{1970-01-01 00:00:00}"),
                new Case(
                        "timestamptz(3)[]",
                        List.of(new java.util.Date(1), "0044-03-15 10:00Z BC"),
                        "{1970-01-01T00:00:00.001Z,\"0044-03-15 10:00Z BC\"}"),
                new Case("mood[]", Arrays.asList("so so", null), "{\"so so\",NULL}"),
                new Case("mood[]", List.of(List.of("good"), List.of("so so")), "{{good},{so so}}"),
                new Case("moods", List.of("good"), "{good}"),
                new Case("inet[]", Arrays.asList("10.0.0.1", null), "{10.0.0.1,NULL}"),
                new Case("int4range[]", Arrays.asList("[1,5)", null, "empty"), "{\"[1,5)\",NULL,empty}"),
                new Case("box[]", List.of("(3,4),(1,2)", "(1,1),(0,0)"), "{(3,4),(1,2);(1,1),(0,0)}"),
                new Case(
                        "spot[]",
                        List.of(List.of("(1,\"a b\")"), List.of("(2,)")),
                        "{{\"(1,\\\"a b\\\")\"},{\"(2,)\"}}"),
                new Case(
                        "hstore[]",
                        Arrays.asList(Map.of("a", "\"1\""), null),
                        "{\"\\\"a\\\"=>\\\"\\\\\\\"1\\\\\\\"\\\"\",NULL}"));
    }

    @ParameterizedTest(name = "{0} rows, {1}, {2}")
    @CsvSource({
        "10, insert, auto", "300, insert, copy", "300, insert, unnest", "20000, insert, auto",
        "10, upsert, auto", "300, upsert, copy", "300, upsert, unnest", "20000, upsert, auto",
        "300, update, copy", "300, update, unnest", "300, ignore, auto"
    })
    void listsOfEveryTypeArriveAsTheirLiterals(int rows, String mode, String method) throws SQLException {
        TestDatabase database = cleared();
        List<Case> cases = cases();
        StringBuilder columns = new StringBuilder();
        StringBuilder literals = new StringBuilder();
        for (int at = 0; at < cases.size(); at++) {
            columns.append(", c").append(at).append(' ').append(cases.get(at).type());
            literals.append(", '").append(cases.get(at).literal()).append("'");
        }
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY" + columns + ")",
                "CREATE TABLE expected (LIKE t)",
                "INSERT INTO expected SELECT 0" + literals);
        if (mode.equals("update")) {
            database.execute("INSERT INTO t SELECT i FROM generate_series(0, " + (rows - 1) + ") i");
        }
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < rows; id++) {
            records.add(log.append(id, lists(cases)));
        }

        deliver(
                Settings.upserting(database)
                        .with("insert.mode", mode)
                        .with("delete.enabled", mode.equals("upsert"))
                        .with("write.method", method),
                records);

        assertThat(database.count("t")).isEqualTo(rows);
        for (int at = 0; at < cases.size(); at++) {
            assertThat(database.ask("SELECT string_agg(DISTINCT c" + at + "::text, ' or ') FROM t"))
                    .as(cases.get(at).type())
                    .isEqualTo(database.ask("SELECT c" + at + "::text FROM expected"));
        }
    }

    private static Map<String, Object> lists(List<Case> cases) {
        Map<String, Object> lists = fields();
        for (int at = 0; at < cases.size(); at++) {
            lists.put("c" + at, cases.get(at).list());
        }
        return lists;
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest"})
    void listsAreKeysOfRowsThatAreWrittenAgainAndDeleted(String method) throws SQLException {
        TestDatabase database = cleared();
        database.execute("CREATE TABLE t (k text[] PRIMARY KEY, v int[])");
        List<SinkRecord> records = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int id = 0; id < 300; id++) {
                records.add(log.append(List.of("k", "" + id), fields("v", List.of(round, id))));
            }
        }
        records.add(log.append(List.of("k", "7"), null));
        records.add(log.append("{k,8}", null));

        deliver(Settings.upserting(database).with("write.method", method), records);

        assertThat(database.ask("SELECT count(*) || ' ' || sum(v[1]) || ' ' || sum(v[2]) FROM t"))
                .isEqualTo("298 298 " + (299 * 300 / 2 - 15));
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest"})
    void unchangedArraysAreLeftUntouched(String method) throws SQLException {
        TestDatabase database = cleared();
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v int[], j json[], h hstore, s spot[])",
                "INSERT INTO t VALUES (1, '{1}', '{\"{}\"}', 'a=>1', '{\"(1,x)\"}'), (2, '{1}', NULL, NULL, NULL)");
        Map<String, Object> same =
                fields("v", List.of(1), "j", List.of(Map.of()), "h", Map.of("a", 1), "s", List.of("(1,x)"));

        deliver(
                Settings.upserting(database).with("write.method", method).with("upsert.skip.unchanged", true),
                List.of(log.append(1, same), log.append(2, same)));

        assertThat(database.ask("SELECT string_agg(ctid::text, ' ' ORDER BY id) FROM t"))
                .isEqualTo("(0,1) (0,3)");
        assertThat(database.count("(SELECT DISTINCT v, j::text, h, s FROM t) same"))
                .isEqualTo(1);
    }

    @Test
    void listsWithSchemasHaveTheMeaningOfTheirElements() throws SQLException {
        TestDatabase database = cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, days date[], grid date[], texts text[])");
        Schema days = SchemaBuilder.array(Date.SCHEMA).build();
        Schema value = SchemaBuilder.struct()
                .field("days", days)
                .field("grid", SchemaBuilder.array(days).build())
                .field("texts", days)
                .build();
        java.util.Date day = new java.util.Date(-86_400_000L * 25_567);
        Struct struct = new Struct(value)
                .put("days", List.of(day))
                .put("grid", List.of(List.of(day), List.of(day)))
                .put("texts", List.of(day));

        deliver(
                Settings.upserting(database).with("db.timezone", "America/Los_Angeles"),
                List.of(log.append(Schema.INT32_SCHEMA, 1, value, struct)));

        assertThat(database.ask("SELECT t::text FROM t"))
                .isEqualTo("(1,{1900-01-01},\"{{1900-01-01},{1900-01-01}}\",{1900-01-01})");
    }

    private static TestDatabase cleared() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE EXTENSION hstore",
                "CREATE TYPE mood AS ENUM ('good', 'so so')",
                "CREATE TYPE spot AS (x int, note text)",
                "CREATE DOMAIN price AS numeric(6, 2)",
                "CREATE DOMAIN moods AS mood[] CHECK (cardinality(VALUE) < 4)");
        return database;
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }
}
