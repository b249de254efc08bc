package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.Lock;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A statement whose client is gone does not commit later: before rows are written again, its backend is gone too. */
class HardCase13AbandonedStatementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = "application_name = 'millrace-%s-0' AND wait_event_type = 'Lock'";

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (v int)");
    }

    @Test
    void theRetryEndsTheBackendOfTheLostConnection() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow();
                Lock lock = Lock.onTable(database, "t")) {
            Settings settings =
                    Settings.of(database).through(proxy).with("name", "cut").with("lanes", 1);
            TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
            driver.put(records(100));
            String abandoned = awaitWaiting("cut", "-1");

            proxy.cut();
            String next = awaitWaiting("cut", abandoned);
            long stillThere = database.count("pg_stat_activity WHERE pid = " + abandoned);
            lock.release();
            driver.awaitDurable();
            driver.close();

            assertThat(next).isNotEqualTo(abandoned);
            assertThat(stillThere).isZero();
        }
        assertThat(database.count("t")).isEqualTo(100);
    }

    @Test
    void aPartitionThatIsTakenAwayLeavesNoStatementBehind() throws SQLException {
        Settings settings =
                Settings.of(database).with("name", "taken").with("lanes", 1).with("flush.timeout.ms", 100);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(records(100));
            String running = awaitWaiting("taken", "-1");

            driver.close(log.partition());

            Await.until("the statement is gone", PATIENCE, () -> isGone(running));
            lock.release();
        }
        assertThat(database.count("t")).isZero();
    }

    @Test
    void aTaskThatStopsLeavesNoStatementBehind() throws Exception {
        Settings settings =
                Settings.of(database).with("name", "stopped").with("lanes", 1).with("flush.timeout.ms", 100);
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        try (Lock lock = Lock.onTable(database, "t")) {
            driver.put(records(100));
            String running = awaitWaiting("stopped", "-1");

            driver.stop();

            Await.until("the statement is gone", PATIENCE, () -> isGone(running));
            lock.release();
        }
        assertThat(database.sessionsOf("stopped")).isZero();
        assertThat(database.count("t")).isZero();
    }

    private boolean isGone(String backend) throws SQLException {
        return database.count("pg_stat_activity WHERE pid = " + backend) == 0;
    }

    /** The backend of this task, other than the given one, that waits for the lock. */
    private String awaitWaiting(String task, String other) throws SQLException {
        String waiting = WAITING.formatted(task) + " AND pid <> " + other;
        Await.until("a lane waits", PATIENCE, () -> database.count("pg_stat_activity WHERE " + waiting) == 1);
        return database.ask("SELECT pid FROM pg_stat_activity WHERE " + waiting);
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(log.append(null, fields("v", at)));
        }
        return records;
    }
}
