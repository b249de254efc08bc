package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away in the midst of a stream and comes back: nothing is lost, and put never waits for it. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A second, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofMillis(1500);

    private static final int POLLS = 30;
    private static final int POLL = 200;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
    }

    @Test
    void connectionsThatAreCutAgainAndAgainLoseNothing() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow()) {
            streamThrough(proxy, proxy::cut);
        }
    }

    @Test
    void aServerThatEndsAllOfItsBackendsLosesNothing() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow()) {
            streamThrough(proxy, this::endAllBackends);
        }
    }

    private void endAllBackends() {
        try {
            database.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE application_name = 'millrace-outage-0'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Now and then something happens to the task's connections. */
    private void streamThrough(Proxy proxy, Runnable event) throws SQLException {
        Settings settings = settings(proxy);
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        for (int poll = 0; poll < POLLS; poll++) {
            driver.deliver(poll(poll));
            if (poll % 7 == 3) {
                event.run();
            }
        }
        driver.awaitDurable();
        Duration longestPut = driver.longestPut();
        driver.close();

        assertThat(longestPut).isLessThan(SOON);
        assertThatNothingIsLost();
    }

    @Test
    void whileTheServerIsGoneTheTaskWaitsAndThenGoesOn() throws SQLException {
        TaskBean bean = TaskBean.of("outage");
        try (Proxy proxy = Proxy.before(database).allow()) {
            TaskDriver driver = TaskDriver.start(settings(proxy).map()).open(log.partition());
            driver.deliver(poll(0)).awaitDurable();

            proxy.refuse();
            driver.put(poll(1));
            Await.until("a lane is down", PATIENCE, () -> bean.text("Health").equals("DOWN"));
            driver.idle();
            boolean wasPaused = driver.context().paused().contains(log.partition());
            long timeout = driver.context().takeTimeout();
            driver.put(poll(2));
            String told = bean.text("Health");
            proxy.allow();
            for (int poll = 3; poll < POLLS; poll++) {
                driver.deliver(poll(poll));
            }
            driver.awaitDurable().idle();

            assertThat(wasPaused).isTrue();
            assertThat(timeout).isBetween(1L, 1000L);
            assertThat(told).isEqualTo("DOWN");
            assertThat(bean.text("Health")).isEqualTo("UP");
            assertThat(bean.number("RetriesConnection")).isPositive();
            assertThat(driver.context().isAnyPaused()).isFalse();
            assertThat(driver.longestPut()).isLessThan(SOON);
            driver.close();
        }
        assertThatNothingIsLost();
    }

    @Test
    void aNetworkThatSwallowsPacketsDoesNotHoldPut() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow()) {
            Settings settings =
                    settings(proxy).with("buffer.memory.bytes", 1024 * 1024).with("batch.bytes", 65_536);
            TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
            driver.deliver(poll(0)).awaitDurable();

            proxy.hold();
            int taken = 1;
            while (!driver.context().isAnyPaused() && taken < POLLS * 10) {
                driver.put(poll(taken++));
            }
            driver.tryPut(List.of());
            proxy.release();
            driver.awaitDurable();

            assertThat(taken).isLessThan(POLLS * 10);
            assertThat(driver.longestPut()).isLessThan(SOON);
            driver.close();
            assertThat(database.count("t")).isEqualTo((long) taken * POLL);
        }
    }

    private Settings settings(Proxy proxy) {
        return Settings.upserting(database)
                .through(proxy)
                .with("name", "outage")
                .with("lanes", 2)
                .with("retry.backoff.ms", 50);
    }

    private List<SinkRecord> poll(int number) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = number * POLL; id < (number + 1) * POLL; id++) {
            records.add(log.append(id, fields("v", id)));
        }
        return records;
    }

    private void assertThatNothingIsLost() throws SQLException {
        assertThat(database.count("t WHERE v = id")).isEqualTo((long) POLLS * POLL);
    }
}
