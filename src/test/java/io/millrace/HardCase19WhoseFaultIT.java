package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a row's fault is isolated, what passes is tried again, and what is an operator's ends the task. */
class HardCase19WhoseFaultIT {
    private static final int BAD = 13;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)", "CREATE TABLE calls (n int)");
    }

    private void onRow(String condition, String body) throws SQLException {
        database.execute(
                "CREATE FUNCTION judge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF " + condition + " THEN " + body
                        + " END IF; RETURN NEW; END $$",
                "CREATE TRIGGER judge BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION judge()");
    }

    /** Codes of a trigger's own, of a function that it calls in vain, and of a fault of the server itself. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "P0001 | RAISE EXCEPTION 'no';",
                "99001 | RAISE EXCEPTION 'no' USING ERRCODE = '99001';",
                "XX000 | RAISE EXCEPTION 'no' USING ERRCODE = 'XX000';",
                "42883 | PERFORM no_such_function(NEW.v);",
                "42P01 | PERFORM 1 FROM no_such_table;",
                "22012 | NEW.v := 1 / 0;"
            })
    void aRowThatATriggerStumblesOverIsReported(String code, String body) throws SQLException {
        onRow("NEW.id = " + BAD, body);

        List<String> reasons = deliver(Settings.upserting(database).tolerating(), 100);

        assertThat(reasons)
                .singleElement()
                .asString()
                .startsWith("t-0@13 → public.t: ")
                .endsWith("(" + code + ")");
        assertThat(database.count("t")).isEqualTo(99);
    }

    @Test
    void aRowThatRowSecurityRefusesIsReported() throws SQLException {
        database.execute(
                "DO $$ BEGIN CREATE ROLE guarded LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO guarded",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON t USING (true) WITH CHECK (id <> 13)");

        List<String> reasons =
                deliver(Settings.upserting(database).tolerating().with("connection.user", "guarded"), 100);

        assertThat(reasons).containsExactly("t-0@13 → public.t: insufficient_privilege (42501)");
        assertThat(database.count("t")).isEqualTo(99);
    }

    @Test
    void aGrantThatATriggerLacksEndsTheTask() throws SQLException {
        database.execute(
                "DO $$ BEGIN CREATE ROLE guarded LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO guarded");
        onRow("NEW.id = " + BAD, "INSERT INTO calls VALUES (1);");
        Settings settings = Settings.upserting(database).tolerating().with("connection.user", "guarded");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        driver.put(records(100));

        ConnectException failure = driver.awaitFailure();
        driver.close();

        assertThat(failure).hasMessageContaining("insufficient_privilege (42501)");
        assertThat(driver.deadLetters().letters()).isEmpty();
    }

    @Test
    void aRecordWithoutATableEndsTheTask() throws SQLException {
        database.execute("DROP TABLE t");
        TaskDriver driver = TaskDriver.start(
                        Settings.upserting(database).tolerating().map())
                .open(log.partition());
        driver.put(records(1));

        ConnectException failure = driver.awaitFailure();
        driver.close();

        assertThat(failure).hasMessageStartingWith("t-0@0: topic t goes to table t: table t does not exist");
        assertThat(driver.deadLetters().letters()).isEmpty();
    }

    /** The row ends its backend, so the connection is lost each time that it is sent, and only then. */
    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void aRowThatEndsItsBackendIsFoundBySplitting(int count) throws SQLException {
        onRow("NEW.id = " + (count - 1), "PERFORM pg_terminate_backend(pg_backend_pid());");

        List<String> reasons = deliver(
                Settings.upserting(database)
                        .tolerating()
                        .with("retry.backoff.ms", 1)
                        .with("retry.backoff.max.ms", 5),
                count);

        assertThat(reasons)
                .singleElement()
                .asString()
                .startsWith("t-0@" + (count - 1) + " → the connection was lost each of 3 times");
        assertThat(database.count("t")).isEqualTo(count - 1);
    }

    @Test
    void aRowThatIsAlwaysTooSlowIsFoundAndTheOthersAreWritten() throws SQLException {
        onRow("NEW.id = " + BAD, "PERFORM pg_sleep(5);");

        List<String> reasons = deliver(impatient(), 30);

        assertThat(reasons)
                .containsExactly("t-0@13 → public.t: query_canceled (57014); a statement took longer than"
                        + " connection.statement.timeout.ms, or was cancelled: look for slow triggers, or raise it");
        assertThat(database.count("t")).isEqualTo(29);
    }

    @Test
    void whatMakesAllRowsSlowIsNoRowsFault() throws SQLException {
        database.execute("CREATE TABLE gate AS SELECT 1");
        onRow("EXISTS (SELECT FROM gate)", "PERFORM pg_sleep(5);");
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(impatient().map()).open(log.partition())) {
            driver.put(records(20));
            Await.until("rows were tried one by one", Duration.ofSeconds(60), () -> bean.number("Retries") >= 3);

            database.execute("DELETE FROM gate");
            driver.awaitDurable();

            assertThat(driver.deadLetters().letters()).isEmpty();
        }
        assertThat(database.count("t")).isEqualTo(20);
    }

    private Settings impatient() {
        return Settings.upserting(database)
                .tolerating()
                .with("connection.statement.timeout.ms", 1000)
                .with("retry.backoff.ms", 1)
                .with("retry.backoff.max.ms", 5);
    }

    @Test
    void aConnectionThatIsLostWhileBadRowsAreSoughtSaysNothingOfTheRows() throws SQLException {
        database.execute("CREATE SEQUENCE met");
        onRow("NEW.id = " + BAD, "PERFORM nextval('met'); PERFORM pg_sleep(1); RAISE EXCEPTION 'no';");
        Settings settings = Settings.upserting(database).tolerating().with("retry.backoff.ms", 1);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.put(records(100));
            Await.until(
                    "the bad row is sought",
                    Duration.ofSeconds(20),
                    () -> database.ask("SELECT last_value >= 2 FROM met").equals("t"));
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'millrace-test-0' AND state = 'active'");
            driver.awaitDurable();

            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@13");
            assertThat(TaskBean.of("test").number("RetriesConnection")).isPositive();
        }
        assertThat(database.count("t")).isEqualTo(99);
    }

    /** Each statement passes, and the commit would not. */
    @Test
    void aRowThatADeferredConstraintRefusesIsReported() throws SQLException {
        database.execute(
                "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 13 THEN"
                        + " RAISE EXCEPTION 'no'; END IF; RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION late()");

        List<String> reasons = deliver(Settings.upserting(database).tolerating(), 100);

        assertThat(reasons).containsExactly("t-0@13 → public.t: raise_exception (P0001)");
        assertThat(database.count("t")).isEqualTo(99);
    }

    private List<String> deliver(Settings settings, int count) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());
            driver.put(records(count));
            driver.awaitDurable();
            return driver.deadLetters().reasons();
        }
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            records.add(log.append(id, fields("v", id)));
        }
        return records;
    }
}
