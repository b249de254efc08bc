package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.Await;
import io.millrace.testing.Lock;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopping is bounded whatever the database does, and leaves no thread, no connection and no bean. */
class StoppingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofMillis(3500);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (v int)");
    }

    @Test
    void aTaskThatIsIdleEndsAtOnceAndLeavesNothing() {
        TaskDriver driver = TaskDriver.start(
                        Settings.of(database).with("name", "idle").map())
                .open(log.partition());
        driver.deliver(List.of(log.append(null, fields("v", 1)))).awaitDurable();
        boolean hadThreads = hasThreads("idle");
        boolean hadBean = TaskBean.of("idle").isRegistered();

        Duration took = stop(driver);

        assertThat(took).isLessThan(Duration.ofMillis(1500));
        assertThat(hadThreads).isTrue();
        assertThat(hadBean).isTrue();
        assertNothingIsLeft("idle");
    }

    @ParameterizedTest(name = "a server that is {0}")
    @CsvSource({"gone", "silent"})
    void duringAnOutageItEndsWithinSeconds(String state) {
        String name = "outage-" + state;
        try (Proxy proxy = Proxy.before(database).allow()) {
            Settings settings = Settings.of(database).through(proxy).with("name", name);
            TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
            driver.deliver(List.of(log.append(null, fields("v", 1)))).awaitDurable();
            if (state.equals("gone")) {
                proxy.refuse();
            } else {
                proxy.hold();
            }
            driver.put(List.of(log.append(null, fields("v", 2))));

            Duration took = stop(driver);

            assertThat(took).isLessThan(BOUND);
        }
        assertNothingIsLeft(name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"at_least_once, deferred", "exactly_once, commit", "exactly_once, deferred"})
    void howeverManyEndAmidAnOutageTheyLeaveNoThreadSessionOrBean(String guarantee, String durability) {
        String name = guarantee + "-" + durability;
        Settings settings = Settings.of(database)
                .with("name", name)
                .with("delivery.guarantee", guarantee)
                .with("durability", durability);
        // What the driver and the JVM start for good, they start for the first one.
        endAmidAnOutage(settings);
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        for (int life = 0; life < 5; life++) {
            endAmidAnOutage(settings);
        }

        Await.until("threads have ended", PATIENCE, () -> before.containsAll(ours(name)));
        assertNothingIsLeft(name);
    }

    private void endAmidAnOutage(Settings settings) {
        try (Proxy proxy = Proxy.before(database).allow()) {
            TaskDriver driver = TaskDriver.start(settings.through(proxy).map()).open(log.partition());
            driver.deliver(List.of(log.append(null, fields("v", 1)))).awaitDurable();
            proxy.refuse();
            driver.put(List.of(log.append(null, fields("v", 2))));
            assertThat(stop(driver)).isLessThan(BOUND);
        }
    }

    /** Threads of whatever name that run what a task started. */
    private static Set<Thread> ours(String name) {
        Set<Thread> ours = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            boolean isTests = thread == Thread.currentThread() || isIn(trace, "io.millrace.testing");
            boolean runs = isIn(trace, "io.millrace") || isIn(trace, "com.zaxxer") || isIn(trace, "org.postgresql");
            if (!isTests && (runs || thread.getName().contains(name))) {
                ours.add(thread);
            }
        });
        return ours;
    }

    private static boolean isIn(StackTraceElement[] trace, String code) {
        return Arrays.stream(trace).anyMatch(frame -> frame.getClassName().startsWith(code));
    }

    @Test
    void aTaskThatNeverFoundItsDatabaseEndsWithinSeconds() {
        try (Proxy proxy = Proxy.before(database)) {
            Settings settings = Settings.of(database).through(proxy).with("name", "never");
            TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
            driver.tryPut(List.of(log.append(null, fields("v", 1))));

            Duration took = stop(driver);

            assertThat(took).isLessThan(BOUND);
        }
        assertNothingIsLeft("never");
    }

    @Test
    void aStatementThatWaitsForALockIsCut() throws SQLException {
        TaskDriver driver = TaskDriver.start(
                        Settings.of(database).with("name", "locked").map())
                .open(log.partition());
        try (Lock lock = Lock.onTable(database, "t")) {
            driver.put(List.of(log.append(null, fields("v", 1))));

            Duration took = stop(driver);
            assertNothingIsLeft("locked");
            lock.release();

            assertThat(took).isLessThan(BOUND);
        }
        assertThat(database.count("t")).isZero();
    }

    @Test
    void aTaskWhoseSettingsAreRefusedMayBeStopped() {
        TaskBean bean = TaskBean.of("refused");
        Settings settings = Settings.of(database).with("name", "refused").with("insert.mode", "upsert");

        assertThatThrownBy(() -> TaskDriver.start(settings.map()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("pk.mode");

        assertThat(bean.isRegistered()).isFalse();
        assertThat(hasThreads("refused")).isFalse();
    }

    /** As the framework does it, but for the last commit, which has a bound of its own. */
    private static Duration stop(TaskDriver driver) {
        long started = System.nanoTime();
        driver.task().stop();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void assertNothingIsLeft(String name) {
        Await.until("threads have ended", PATIENCE, () -> !hasThreads(name));
        Await.until("sessions have ended", PATIENCE, () -> database.sessionsOf(name) == 0);
        assertThat(TaskBean.of(name).isRegistered()).isFalse();
    }

    private static boolean hasThreads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().contains("pg-sink-" + name + "-"));
    }
}
