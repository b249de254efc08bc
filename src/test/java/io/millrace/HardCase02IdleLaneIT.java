package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.Lock;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane that is free takes what is there, while the task sleeps in poll; and nobody is woken where nothing is there. */
class HardCase02IdleLaneIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long NONE = -1;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (v int)");
    }

    @Test
    void rowsAppearWithoutAnotherCall() {
        try (TaskDriver driver = TaskDriver.start(Settings.of(database).map())) {
            driver.open(log.partition());

            driver.put(List.of(log.append(null, fields("v", 1)), log.append(null, fields("v", 2))));

            Await.until("rows are there", PATIENCE, () -> database.count("t") == 2);
        }
    }

    @Test
    void aLaneThatFallsIdleTakesTheOpenBatchWithoutAnotherCall() throws SQLException {
        Settings settings = Settings.of(database).with("lanes", 1);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(List.of(log.append(null, fields("v", 1))));
            Await.until("the lane waits for the lock", PATIENCE, () -> waiting() == 1);
            driver.put(List.of(log.append(null, fields("v", 2)), log.append(null, fields("v", 3))));

            lock.release();

            Await.until("rows are there", PATIENCE, () -> database.count("t") == 3);
        }
    }

    @Test
    void lingerIsTheLongestWait() {
        Settings settings = Settings.of(database).with("linger.ms", 300);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());

            driver.put(List.of(log.append(null, fields("v", 1))));

            Await.until("rows are there", PATIENCE, () -> database.count("t") == 1);
        }
    }

    @Test
    void theTaskIsCalledAgainSoonOnlyWhileRowsAreOnTheirWay() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(Settings.of(database).map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(List.of(log.append(null, fields("v", 1))));
            long whileInFlight = driver.context().takeTimeout();
            lock.release();
            driver.awaitDurable();
            driver.context().takeTimeout();

            driver.idle();

            assertThat(whileInFlight).isBetween(1L, 250L);
            assertThat(driver.context().takeTimeout()).isEqualTo(NONE);
        }
    }

    private long waiting() throws SQLException {
        return database.count("pg_stat_activity WHERE application_name = 'millrace-test-0'"
                + " AND wait_event_type = 'Lock' AND datname = current_database()");
    }
}
