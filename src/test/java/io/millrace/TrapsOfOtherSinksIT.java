package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sinks are known to stumble over, as one table or one poll has it. */
class TrapsOfOtherSinksIT {
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

    private Settings upserting(String method) {
        return Settings.upserting(database).with("pk.fields", "id").with("write.method", method);
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deliver(records).awaitDurable();
        }
    }

    private String rows() throws SQLException {
        return database.ask("SELECT string_agg(t::text, ' ' ORDER BY t::text) FROM t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "unnest"})
    void deletesAndInsertsOfAKeyTakeTurnsInOnePoll(String method) throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a text, b text)", "INSERT INTO t VALUES (1, 'x', 'x')");
        Schema wide = SchemaBuilder.struct()
                .field("a", Schema.STRING_SCHEMA)
                .field("b", Schema.STRING_SCHEMA)
                .build();
        List<SinkRecord> records = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            records.add(log.append(1, null));
            records.add(log.append(
                    null, 1, wide, new Struct(wide).put("a", "w" + round).put("b", "w" + round)));
            records.add(log.append(1, null));
            records.add(log.append(1, fields("a", "n" + round)));
        }

        deliver(upserting(method), records);

        assertThat(rows()).as("nothing of a deleted row survives").isEqualTo("(1,n49,)");
    }

    @ParameterizedTest
    @CsvSource({"copy, 3000", "unnest, 300", "auto, 2"})
    void oneKeyComesAThousandTimesInABatch(String method, int times) throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            records.add(log.append(7, fields("v", i)));
        }

        deliver(upserting(method), records);

        assertThat(rows()).isEqualTo("(7," + times + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "unnest"})
    void aTableHasDroppedMissingGeneratedIdentityAndOddlyCasedColumns(String method) throws SQLException {
        database.execute(
                "CREATE TABLE t (gone int, id int PRIMARY KEY, \"MixedCase\" text, untold text DEFAULT 'd',"
                        + " doubled int GENERATED ALWAYS AS (n * 2) STORED, n int, gone_too text,"
                        + " counter bigint GENERATED ALWAYS AS IDENTITY)",
                "ALTER TABLE t DROP COLUMN gone, DROP COLUMN gone_too");

        deliver(
                upserting(method),
                List.of(
                        log.append(1, fields("mixedcase", "a", "n", 1)),
                        log.append(2, fields("MixedCase", "b", "n", 2, "doubled", 99)),
                        log.append(1, fields("n", 3))));

        assertThat(
                        database.ask(
                                "SELECT string_agg(concat_ws(' ', id, \"MixedCase\", untold, doubled), '|' ORDER BY id) FROM t"))
                .isEqualTo("1 a d 6|2 b d 4");
    }

    @ParameterizedTest
    @CsvSource({"insert, copy", "insert, unnest", "upsert, copy", "upsert, unnest", "update, auto"})
    void aTriggerThatReturnsNullTakesTheRowForItself(String mode, String method) throws SQLException {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER swallow BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION swallow()");

        deliver(
                upserting(method).with("insert.mode", mode),
                List.of(log.append(1, fields("v", 1)), log.append(2, fields("v", 2))));

        assertThat(database.count("t")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Los_Angeles", "Asia/Kolkata", "UTC"})
    void daysNeverShiftAndClocksShowTheZonesTime(String zone) throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, d date, tz timestamptz, local timestamp)");
        Schema row = SchemaBuilder.struct()
                .field("d", Date.SCHEMA)
                .field("tz", Timestamp.SCHEMA)
                .field("local", Timestamp.SCHEMA)
                .build();
        List<SinkRecord> records = new ArrayList<>();
        List<String> days = List.of("1900-01-01", "2026-11-21", "-0043-03-15", "9999-12-31");
        for (int id = 0; id < days.size(); id++) {
            java.util.Date midnight = java.util.Date.from(Instant.parse(days.get(id) + "T00:00:00Z"));
            Struct value =
                    new Struct(row).put("d", midnight).put("tz", midnight).put("local", midnight);
            records.add(log.append(null, id, row, value));
        }

        deliver(upserting("auto").with("db.timezone", zone), records);

        assertThat(database.ask("SELECT string_agg(d::text, '|' ORDER BY id) FROM t"))
                .isEqualTo("1900-01-01|2026-11-21|0044-03-15 BC|9999-12-31");
        assertThat(database.count("t WHERE tz AT TIME ZONE 'UTC' = d::timestamp"))
                .isEqualTo(days.size());
        assertThat(database.count("t WHERE id < 2 AND tz AT TIME ZONE '" + zone + "' = local"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "unnest"})
    void theEndsOfTimeAndOfTheDayStayWhatTheyAre(String method) throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, at timestamptz, local timestamp, d date, clock time)");

        deliver(
                upserting(method),
                List.of(
                        log.append(
                                1,
                                fields("at", "infinity", "local", "-infinity", "d", "infinity", "clock", "24:00:00")),
                        log.append(
                                2, fields("at", "4713-01-01 00:00:00+00 BC", "d", "0001-12-31 BC", "clock", "00:00"))));

        assertThat(database.ask(
                        "SELECT string_agg(concat_ws(' ', at AT TIME ZONE 'UTC', local, d, clock), '|' ORDER BY id)"
                                + " FROM t"))
                .isEqualTo("infinity -infinity infinity 24:00:00|4713-01-01 00:00:00 BC 0001-12-31 BC 00:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "unnest"})
    void signsThatCopyReadsInTextAreOnlyCharacters(String method) throws SQLException {
        String odd = "\\. \\N \\\\ \t\n\r\f\u000B \" ' {} , \\x41 \u007F 😀";
        database.execute("CREATE TABLE t (id text PRIMARY KEY, v text, a text[], r int4range)");

        deliver(
                upserting(method),
                List.of(
                        log.append(odd, fields("v", odd, "a", List.of(odd, "\\.", ""))),
                        log.append("\\.", fields("v", "\\.", "r", "[1,2)")),
                        log.append("\\N", fields("v", "\\N"))));

        String literal = "E'" + odd.replace("\\", "\\\\").replace("'", "''") + "'";
        assertThat(database.count("t WHERE id = " + literal + " AND v = " + literal + " AND a[1] = " + literal
                        + " AND a[2] = E'\\\\.' AND a[3] = ''"))
                .isEqualTo(1);
        assertThat(database.count("t WHERE id IN (E'\\\\.', E'\\\\N') AND v = id"))
                .isEqualTo(2);
    }

    @Test
    void nulIsRefusedInTextInDocumentsAndInKeys() throws SQLException {
        database.execute("CREATE TABLE t (id text PRIMARY KEY, v text, doc jsonb)");
        List<SinkRecord> records = List.of(
                log.append("a\0", fields("v", "x")),
                log.append("b", fields("v", "x\0")),
                log.append("c", fields("doc", fields("k", "x\0"))),
                log.append("d", fields("doc", "{\"k\":\"\\u0000\"}")),
                log.append("e", "{\"doc\":{\"k\":\"\\u0000\"}}"),
                log.append("f", fields("v", "good")));

        List<String> reasons;
        try (TaskDriver driver =
                TaskDriver.start(upserting("auto").tolerating().map()).open(log.partition())) {
            driver.deliver(records).awaitDurable();
            reasons = driver.deadLetters().reasons();
        }

        assertThat(reasons).hasSize(5).allMatch(reason -> reason.contains("2202") || reason.contains("22P05"));
        assertThat(rows()).isEqualTo("(f,good,)");

        deliver(upserting("auto").with("null.characters", "strip"), records);
        assertThat(database.ask("SELECT string_agg(id || coalesce(v, doc ->> 'k'), ' ' ORDER BY id) FROM t"))
                .isEqualTo("ax bx cx d e fgood");
    }

    @Test
    void numbersKeepTheirSignAndAllTheirDigits() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, small smallint, n numeric, ns numeric[])");
        Schema row = SchemaBuilder.struct().field("small", Schema.INT8_SCHEMA).build();
        String digits = "-12345678901234567890123456789012345678901234567890.0123456789";

        deliver(
                upserting("copy"),
                List.of(
                        log.append(null, 1, row, new Struct(row).put("small", (byte) -128)),
                        log.append(2, fields("n", digits, "ns", List.of(Double.NaN, 1.5))),
                        log.append(3, "{\"n\":" + digits + "}")));

        assertThat(database.ask("SELECT string_agg(concat_ws(' ', small, n, ns), '|' ORDER BY id) FROM t"))
                .isEqualTo("-128|" + digits + " {NaN,1.5}|" + digits);
    }

    @Test
    void defaultsWithQuotesAndNamesTooLongAreNoStatementsOfTheirOwn() throws SQLException {
        Schema row = SchemaBuilder.struct()
                .field(
                        "it's",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("O'Hara'); DROP TABLE t; --\\")
                                .build())
                .field("a\"b", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Settings settings = upserting("auto").with("auto.create", true).with("auto.evolve", true);

        deliver(settings, List.of(log.append(Schema.INT32_SCHEMA, 1, row, new Struct(row).put("a\"b", "x"))));
        database.execute("INSERT INTO t (id) VALUES (2)");

        assertThat(database.ask("SELECT string_agg(\"it's\", ' ' ORDER BY id) FROM t"))
                .isEqualTo("O'Hara'); DROP TABLE t; --\\ O'Hara'); DROP TABLE t; --\\");

        String name = "n".repeat(64);
        Schema tooLong = SchemaBuilder.struct()
                .field(name, Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.put(List.of(log.append(Schema.INT32_SCHEMA, 1, tooLong, new Struct(tooLong))));
            assertThat(driver.awaitFailure()).hasMessageContaining("63 bytes");
        }
    }
}
