package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.Lock;
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

/** What passes by itself is tried again, what is slow is cut in pieces, and what needs an operator fails the task. */
class HardCase19TransientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
    }

    @Test
    void aLockThatIsHeldTooLongIsWaitedForAgain() throws SQLException {
        Settings settings = Settings.upserting(database).with("connection.statement.timeout.ms", 1000);
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(records(10));
            Await.until("an attempt gave up", PATIENCE, () -> bean.number("RetriesConcurrency") > 0);
            boolean wasPaused = isPaused(driver);

            lock.release();
            driver.awaitDurable().idle();

            assertThat(wasPaused).isTrue();
            assertThat(driver.context().isAnyPaused()).isFalse();
            assertThat(bean.text("Health")).isEqualTo("UP");
        }
        assertThat(database.count("t")).isEqualTo(10);
    }

    private static boolean isPaused(TaskDriver driver) {
        driver.idle();
        return driver.context().isAnyPaused();
    }

    @Test
    void aStatementThatTakesTooLongIsHalvedUntilItIsQuickEnough() throws SQLException {
        database.execute(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(0.005); RETURN NEW; END'",
                "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        Settings settings = Settings.upserting(database).with("connection.statement.timeout.ms", 1000);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records(300)).awaitDurable();

            assertThat(TaskBean.of("test").number("RetriesConnection")).isZero();
        }
        assertThat(database.count("t")).isEqualTo(300);
    }

    /** Two rows fit into a statement's time, and one attempt does not get down to them. */
    @Test
    void anotherAttemptGoesOnWithTheStatementsThatTheLastOneEndedWith() throws SQLException {
        database.execute(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(0.4); RETURN NEW; END'",
                "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        Settings settings = Settings.upserting(database)
                .with("connection.statement.timeout.ms", 1000)
                .with("retry.backoff.max.ms", 200);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records(24)).awaitDurable();

            assertThat(TaskBean.of("test").number("Retries")).isPositive();
        }
        assertThat(database.count("t")).isEqualTo(24);
    }

    /** It ends the connection each time, as a row does of which the server's process dies. */
    @Test
    void aPrimaryThatTakesNoWritesForLongBlamesNoRecord() throws SQLException {
        String name = database.ask("SELECT current_database()");
        database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        Settings settings = Settings.upserting(database).with("retry.backoff.max.ms", 200);
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());
            driver.put(records(1));
            Await.until("it was tried often", PATIENCE, () -> bean.number("Retries") >= 8);

            database.execute(
                    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
                    "ALTER DATABASE " + name + " RESET default_transaction_read_only");
            driver.awaitDurable();
        }
        assertThat(database.count("t")).isEqualTo(1);
    }

    @Test
    void aStatementThatAnOperatorCancelsIsWrittenAgain() throws SQLException {
        interrupted("pg_cancel_backend");
    }

    @Test
    void aBackendThatAnOperatorEndsIsReplaced() throws SQLException {
        interrupted("pg_terminate_backend");

        assertThat(database.count("t")).isEqualTo(10);
    }

    private void interrupted(String function) throws SQLException {
        try (TaskDriver driver = TaskDriver.start(
                        Settings.upserting(database).with("lanes", 1).map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(records(10));
            String waiting = "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
            Await.until("the lane waits", PATIENCE, () -> database.count(waiting) == 1);
            database.ask("SELECT " + function + "(pid) FROM " + waiting);

            lock.release();
            driver.awaitDurable();
        }
        assertThat(database.count("t")).isEqualTo(10);
    }

    @Test
    void twoTasksThatDeadlockWithAnotherClientGoOn() throws SQLException {
        database.execute("INSERT INTO t SELECT id, 'old' FROM generate_series(0, 9) AS id");
        Settings settings = Settings.upserting(database).with("lanes", 1);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock =
                        Lock.by(database, "SET deadlock_timeout = '1min'; UPDATE t SET v = 'theirs' WHERE id = 9")) {
            driver.open(log.partition());
            driver.put(records(10));
            Await.until("the lane waits", PATIENCE, () -> database.lockWaiters() == 1);
            lock.execute("UPDATE t SET v = 'theirs' WHERE id = 0");
            lock.release();

            driver.awaitDurable();

            assertThat(TaskBean.of("test").number("RetriesConcurrency")).isPositive();
        }
        assertThat(database.count("t WHERE v = 'new'")).isEqualTo(10);
    }

    @Test
    void aPrivilegeThatIsRevokedFailsTheTask() throws SQLException {
        database.execute(
                "DO $$ BEGIN CREATE ROLE revoked LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO revoked");
        Settings settings = Settings.upserting(database).with("connection.user", "revoked");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        driver.deliver(records(10)).awaitDurable();

        database.execute("REVOKE INSERT ON t FROM revoked");
        driver.put(records(10));

        assertFails(
                driver,
                "a batch of \\d+ records from t-0@\\d+ on: public.t: insufficient_privilege \\(42501\\); grant the role .*");
    }

    @Test
    void aDatabaseThatDoesNotExistFailsTheTask() {
        Settings settings =
                Settings.upserting(database).with("connection.url", database.jdbcUrl() + "_that_is_not_there");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());

        assertFails(
                driver,
                "PostgreSQL turned the connection away: invalid_catalog_name \\(3D000\\); check the database's name in connection.url");
    }

    @Test
    void aDefaultSchemaThatDoesNotExistFailsTheTask() {
        Settings settings = Settings.upserting(database).with("connection.currentSchema", "nosuch");
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());

        assertFails(
                driver,
                "schema nosuch does not exist, as currentSchema names it: CREATE SCHEMA \"nosuch\", or name one that is"
                        + " there");
    }

    private static void assertFails(TaskDriver driver, String message) {
        ConnectException failure = driver.awaitFailure();
        driver.close();

        assertThat(failure).hasMessageMatching(message).hasNoCause();
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(log.append(at, fields("v", "new")));
        }
        return records;
    }
}
