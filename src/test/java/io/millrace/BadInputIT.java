package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad input gets: one message that says where and why, after everything before it is durable and committed. */
class BadInputIT {
    private static final int GOOD = 700;

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("varchar(5)", "secret", "value too long for type character varying(5) (22001)"),
                Arguments.of("char(5)", "secret", "value too long for type character(5) (22001)"),
                Arguments.of("numeric(4,2)", new BigDecimal("123.45"), "numeric field overflow (22003)"),
                Arguments.of("smallint", 40_000, "out of range for smallint (22003)"),
                Arguments.of("int", 3_000_000_000L, "out of range for integer (22003)"),
                Arguments.of("bigint", 1e19, "out of range for bigint (22003)"),
                Arguments.of("real", 1e300, "out of range for real (22003)"),
                Arguments.of("int", Double.NaN, "out of range for integer (22003)"),
                Arguments.of("text", "se\0cret", "contains U+0000, which PostgreSQL cannot store (22021)"),
                Arguments.of("varchar", "se\0cret", "contains U+0000, which PostgreSQL cannot store (22021)"),
                Arguments.of("uuid", "not a uuid", "invalid input syntax for type uuid (22P02)"),
                Arguments.of("timestamp", "yesterday", "no ISO 8601 form of timestamp (22007)"),
                Arguments.of("timestamptz", "2026-13-01T00:00:00Z", "out of range for timestamptz (22008)"),
                Arguments.of("date", "01/02/2026", "no ISO 8601 form of date (22007)"),
                Arguments.of("time", "25:00", "out of range for time (22008)"),
                Arguments.of("boolean", "perhaps", "invalid input syntax for type boolean (22P02)"),
                Arguments.of("int NOT NULL", null, "null in a column that is NOT NULL (23502)"));
    }

    @ParameterizedTest(name = "{1} into {0}")
    @MethodSource("values")
    void aValueThatDoesNotFitItsColumnIsRefusedBeforeItIsSent(String type, Object value, String reason)
            throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v " + type.replace("NOT NULL", "NOT NULL DEFAULT 0") + ")");
        List<SinkRecord> records = good();
        records.add(log.append(GOOD, fields("v", value)));
        records.addAll(good());

        ConnectException failure = failAfter(Settings.upserting(database), records);

        assertThat(failure)
                .hasMessage("t-0@" + GOOD + " → public.t: column \"v\": " + reason)
                .hasNoCause();
        assertThat(database.count("t")).isEqualTo(GOOD);
    }

    @Test
    void aTableThatDoesNotExistIsNamedWithItsTopicAndHowToMakeIt() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE other (id int PRIMARY KEY)");
        PartitionLog other = PartitionLog.of("other", 0);
        TaskDriver driver = TaskDriver.start(Settings.upserting(database).map());
        driver.open(log.partition(), other.partition());

        driver.put(List.of(other.append(1, Map.of()), log.append(1, fields("v", 1)), other.append(2, Map.of())));
        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessage("t-0@0: topic t goes to table t: table t does not exist in the search path (public):"
                        + " create it, with a column for each field of its records, or set auto.create=true");
        assertThat(driver.stop()).isEqualTo(Map.of(other.partition(), 1L, log.partition(), 0L));
        assertThat(database.count("other")).isEqualTo(1);
    }

    @Test
    void aFieldWithoutAColumnIsNamedWithTheRemedy() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        List<SinkRecord> records = good();
        records.add(log.append(GOOD, fields("v", 1, "colour", "secret")));

        ConnectException failure = failAfter(Settings.upserting(database), records);

        assertThat(failure)
                .hasMessage("t-0@" + GOOD + " → public.t: field \"colour\" has no column in public.t: add the column"
                        + " (auto.evolve=true does it where the value has a schema), or set unknown.fields=ignore or"
                        + " store");
        assertThat(database.count("t")).isEqualTo(GOOD);
    }

    @Test
    void aNullKeyIsRefused() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        List<SinkRecord> records = good();
        records.add(log.append(null, fields("v", 1)));

        ConnectException failure = failAfter(Settings.upserting(database), records);

        assertThat(failure)
                .hasMessage("t-0@" + GOOD + " → public.t: the record has no key, and pk.mode=record_key takes the row's"
                        + " key from it (23502)");
        assertThat(database.count("t")).isEqualTo(GOOD);
    }

    @Test
    void aValueWithoutFieldsIsRefused() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        List<SinkRecord> records = good();
        records.add(log.append(1, "secret"));

        ConnectException failure = failAfter(Settings.upserting(database), records);

        assertThat(failure)
                .hasMessageStartingWith("t-0@" + GOOD + " → public.t: the value is no JSON object: ")
                .hasMessageContaining("use a converter")
                .hasMessageNotContaining("secret");
        assertThat(database.count("t")).isEqualTo(GOOD);
    }

    private List<SinkRecord> good() {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < GOOD; id++) {
            records.add(log.append(id, Map.of()));
        }
        return records;
    }

    /** The offset that is committed is always that of the first bad record. */
    private ConnectException failAfter(Settings settings, List<SinkRecord> records) {
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        driver.put(records);
        ConnectException failure = driver.awaitFailure();

        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), (long) GOOD));
        return failure;
    }
}
