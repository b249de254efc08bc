package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.CapturedLog;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that insert wrote before a crash and meets again are settled as written; only others are data. */
class HardCase22ReplayedInsertsIT {
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v char(8), at timestamp(0), n numeric(8, 1), doc jsonb,"
                + " raw json, address inet)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 4000})
    void whatIsThereAsItComesIsNoBadRecord(int count) throws SQLException {
        List<SinkRecord> records = records(count);
        Settings settings = settings().tolerating();
        deliver(settings, records);
        database.execute("UPDATE t SET v = 'theirs' WHERE id = 0");

        try (TaskDriver driver = start(settings)) {
            driver.put(records);
            driver.put(List.of(record(count)));
            driver.awaitDurable();

            assertThat(driver.deadLetters().reasons())
                    .containsExactly("t-0@0 → public.t: unique_violation (23505), constraint t_pkey");
            assertThat(TaskBean.of("test").number("RecordsReplayed")).isEqualTo(count - 1);
        }
        assertThat(database.count("t")).isEqualTo(count + 1);
        assertThat(database.ask("SELECT v FROM t WHERE id = 0")).isEqualTo("theirs  ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 4000})
    void withoutToleranceTheTaskGoesOnAfterACrashAndEndsAtTheFirstRealDuplicate(int count) throws SQLException {
        List<SinkRecord> records = records(count);
        deliver(settings(), records);

        TaskDriver driver = start(settings());
        driver.put(records);
        driver.put(List.of(record(count)));
        driver.awaitDurable();
        driver.put(List.of(log.append(0, fields("v", "other"))));
        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessage("t-0@" + (count + 1) + " → public.t: unique_violation (23505), constraint t_pkey");
        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), (long) count + 1));
        assertThat(database.count("t")).isEqualTo(count + 1);
    }

    @Test
    void theWarningSaysWhatARepetitionIsWorth() {
        try (CapturedLog worker = CapturedLog.begin()) {
            deliver(settings(), records(1));

            assertThat(worker.text())
                    .contains("Table public.t has a unique index, and insert.mode=insert: a record whose row is there"
                            + " already counts as written where all its columns are equal");
        }
    }

    @Test
    void whereTheTopicsCoordinatesAreTheKeyThereIsNothingToWarnOf() throws SQLException {
        database.execute(
                "CREATE TABLE k (topic text, part int, place bigint, v text, PRIMARY KEY (topic, part, place))");
        Settings settings = Settings.of(database)
                .with("insert.mode", "insert")
                .with("pk.mode", "kafka")
                .with("pk.fields", "topic,part,place")
                .with("table.name.format", "k");

        try (CapturedLog worker = CapturedLog.begin()) {
            deliver(settings, List.of(log.append(null, fields("v", "x"))));

            assertThat(worker.text()).contains("goes to table public.k").doesNotContain("unique index");
        }
    }

    private Settings settings() {
        return Settings.of(database).with("insert.mode", "insert").with("pk.mode", "record_key");
    }

    private TaskDriver start(Settings settings) {
        return TaskDriver.start(settings.map()).open(log.partition());
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = start(settings)) {
            driver.deliver(records).awaitDurable();
        }
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            records.add(record(id));
        }
        return records;
    }

    /** Values that the server stores otherwise than they come. */
    private SinkRecord record(int id) {
        return log.append(
                id,
                fields(
                        "v",
                        "v" + id,
                        "at",
                        "2026-01-01T00:00:00.7",
                        "n",
                        new BigDecimal("1.25"),
                        "doc",
                        "{\"b\":1,\"a\":2}",
                        "raw",
                        "{\"b\":1}",
                        "address",
                        id % 2 == 0 ? null : "10.0.0.1"));
    }
}
