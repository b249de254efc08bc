package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.RefusedRecord;
import io.millrace.config.ConnectionSettings;
import io.millrace.config.InsertMode;
import io.millrace.table.TypeKind;
import io.millrace.testing.Await;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that broke may have left a statement running, which must not commit after newer rows. */
class HardCase13AbandonedSessionIT {
    private static final String RUNNING =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'millrace-test-0' AND wait_event_type = 'Lock'"
                    + " AND datname = current_database()";

    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.TEXT)
            .key("id");

    private TestDatabase database;

    @BeforeEach
    void makeTable() throws Exception {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int8 PRIMARY KEY, a text)", "INSERT INTO t VALUES (1, 'old')");
    }

    private TestBatch row(String value) {
        return new TestBatch().write(table.target(InsertMode.UPSERT), table.set(), 1L, value);
    }

    private void awaitRunning(String count) {
        Await.until(
                "a statement of the writer's waits for the row",
                Duration.ofSeconds(10),
                () -> database.ask(RUNNING).equals(count));
    }

    @Test
    void anAbortedWriteEndsSoonAndItsStatementNeverCommits() throws Exception {
        try (TestWriter writer = TestWriter.on(database);
                Connection blocker = database.connect();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM t FOR UPDATE");
            CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> writer.write(row("first")));
            awaitRunning("1");

            writer.writer().abort();
            Outcome outcome = first.get(5, TimeUnit.SECONDS);
            CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> writer.write(row("second")));
            awaitRunning("1");
            blocker.rollback();

            assertThat(outcome).isEqualTo(new Outcome.Transient("57014", "the flush was aborted by its task", true));
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Outcome.Written());
            assertThat(database.ask("SELECT a || count(*) OVER () FROM t")).isEqualTo("second1");
        }
    }

    @Test
    void aKilledBackendIsTransientAndTheBatchPassesOnTheNext() throws Exception {
        try (TestWriter writer = TestWriter.on(database);
                Connection blocker = database.connect();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM t FOR UPDATE");
            TestBatch rows = row("new");
            CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> writer.write(rows));
            awaitRunning("1");

            database.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND application_name = 'millrace-test-0' AND datname = current_database()");
            Outcome outcome = first.get(5, TimeUnit.SECONDS);
            blocker.rollback();

            assertThat(outcome).isEqualTo(new Outcome.Transient("57P01", "public.t: admin_shutdown (57P01)", true));
            assertThat(writer.write(rows)).isEqualTo(new Outcome.Written());
            assertThat(database.ask("SELECT a FROM t")).isEqualTo("new");
        }
    }

    @Test
    void aBackendIsProvenGoneByPidAndStart() throws Exception {
        try (Connection abandoned = database.connect();
                Connection other = database.connect();
                Statement statement = abandoned.createStatement()) {
            ConnectionSettings settings = TestWriter.settings(database, database.user(), Duration.ZERO);
            Backend backend = (Backend) Session.begin(abandoned, settings).leftBehind();
            Backend recycled = new Backend(backend.pid(), "2001-01-01 00:00:00+00");
            Duration within = Duration.ofSeconds(5);

            boolean otherGone = recycled.isEnded(other, within, System::nanoTime);
            statement.execute("SELECT 1");
            boolean gone = backend.isEnded(other, within, System::nanoTime);

            assertThat(otherGone).isTrue();
            assertThat(gone).isTrue();
            assertThat(database.ask("SELECT count(*) FROM pg_stat_activity WHERE pid = " + backend.pid()))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatWaitsTooLongForALockIsTransient() throws Exception {
        try (TestWriter writer = TestWriter.impatient(database, Duration.ofMillis(300));
                Connection blocker = database.connect();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM t FOR UPDATE");

            Outcome outcome = writer.write(row("new"));
            blocker.rollback();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Transient("55P03", "public.t: lock_not_available (55P03)", false));
            assertThat(writer.write(row("new"))).isEqualTo(new Outcome.Written());
        }
    }

    @Test
    void aRowThatIsTooSlowAloneIsRefused() throws Exception {
        database.execute(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NEW; END'",
                "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");

        try (TestWriter writer = TestWriter.impatient(database, Duration.ofMillis(300))) {
            RefusedRecord slow = new RefusedRecord(
                    0,
                    "57014",
                    "public.t: query_canceled (57014); a statement took longer than connection.statement.timeout.ms,"
                            + " or was cancelled: look for slow triggers, or raise it");
            assertThat(writer.write(row("new"))).isEqualTo(new Outcome.Written(List.of(slow), 0));
        }
    }

    @Test
    void smallerStatementsPassWhereALargeOneTakesTooLong() throws Exception {
        database.execute(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END'",
                "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        TestBatch rows = new TestBatch();
        for (long id = 0; id < 400; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, "new");
        }

        try (TestWriter writer = TestWriter.impatient(database, Duration.ofMillis(700))) {
            assertThat(writer.write(rows)).isEqualTo(new Outcome.Written());
        }

        assertThat(database.ask("SELECT count(*) || min(a) FROM t")).isEqualTo("400new");
    }
}
