package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What preCommit returns is durable; it waits for more within bounds, and stopping is bounded as well. */
class HardCase03PreCommitIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What the worker gives all of its tasks together. */
    private static final Duration WORKERS_PATIENCE = Duration.ofSeconds(5);

    private static final int TASKS = 20;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final PartitionLog other = PartitionLog.of("u", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (v int, relation text)", "CREATE TABLE u (v int, relation text)");
    }

    @Test
    void onlyWhatIsDurableIsReturned() throws SQLException {
        Settings settings =
                Settings.of(database).with("flush.timeout.ms", 300).with("table.name.format", "${field.relation}");
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "u")) {
            driver.open(log.partition());
            driver.put(List.of(to("t", 1), to("t", 2)));
            Await.until("the first rows are there", PATIENCE, () -> database.count("t") == 2);
            driver.put(List.of(to("u", 3)));
            driver.put(List.of(to("t", 4)));
            Await.until("a later row is there", PATIENCE, () -> database.count("t") == 3);

            Map<TopicPartition, Long> whileLocked = driver.commit();
            lock.release();
            driver.awaitDurable();

            assertThat(whileLocked).containsEntry(log.partition(), 2L);
            assertThat(driver.commit()).containsEntry(log.partition(), 4L);
        }
    }

    private SinkRecord to(String table, int v) {
        return log.append(null, fields("v", v, "relation", table));
    }

    @Test
    void aTailThatTransformsDroppedIsCommittedToo() {
        try (TaskDriver driver = TaskDriver.start(Settings.of(database).map())) {
            driver.open(log.partition());
            driver.deliver(List.of(log.append(null, fields("v", 1)))).awaitDurable();

            Map<TopicPartition, OffsetAndMetadata> durable =
                    driver.task().preCommit(Map.of(log.partition(), new OffsetAndMetadata(100)));
            Map<TopicPartition, OffsetAndMetadata> further = driver.task()
                    .preCommit(Map.of(
                            log.partition(), new OffsetAndMetadata(50), other.partition(), new OffsetAndMetadata(7)));

            assertThat(durable).isEqualTo(Map.of(log.partition(), new OffsetAndMetadata(100)));
            // Never lower than before, and nothing of what is not ours.
            assertThat(further).isEqualTo(Map.of(log.partition(), new OffsetAndMetadata(100)));
        }
    }

    @Test
    void itWaitsNoLongerThanItMay() throws SQLException {
        Settings settings = Settings.of(database).with("flush.timeout.ms", 500);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(List.of(log.append(null, fields("v", 1))));

            long started = System.nanoTime();
            Map<TopicPartition, Long> committed = driver.commit();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            lock.release();

            assertThat(committed).containsEntry(log.partition(), 0L);
            assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        }
    }

    @Test
    void itDoesNotWaitWhileTheDatabaseIsDown() {
        try (Proxy proxy = Proxy.before(database).allow()) {
            Settings settings = Settings.of(database).through(proxy).with("flush.timeout.ms", 20_000);
            TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
            driver.deliver(List.of(log.append(null, fields("v", 1)))).awaitDurable();
            proxy.refuse();
            driver.put(List.of(log.append(null, fields("v", 2))));
            TaskBean bean = TaskBean.of("test");
            Await.until("a lane is down", PATIENCE, () -> bean.text("Health").equals("DOWN"));

            long started = System.nanoTime();
            Map<TopicPartition, Long> committed = driver.commit();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            driver.close();

            assertThat(committed).containsEntry(log.partition(), 1L);
            assertThat(took).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void twentyTasksStopDuringAnOutageWithinTheWorkersPatience() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try (Proxy proxy = Proxy.before(database).allow()) {
            List<Callable<TaskDriver>> starts = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                Settings settings = Settings.of(database)
                        .through(proxy)
                        .with("name", "many")
                        .with("millrace.task", task);
                starts.add(() -> withRowsOnTheirWay(settings));
            }
            List<TaskDriver> drivers = results(threads.invokeAll(starts));
            proxy.refuse();
            List<Callable<TaskDriver>> stops = new ArrayList<>();
            drivers.forEach(driver -> stops.add(() -> stopped(driver)));

            long started = System.nanoTime();
            results(threads.invokeAll(stops));

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(WORKERS_PATIENCE);
        } finally {
            threads.shutdownNow();
        }
    }

    private static TaskDriver withRowsOnTheirWay(Settings settings) {
        PartitionLog own = PartitionLog.of("t", 0);
        TaskDriver driver = TaskDriver.start(settings.map()).open(own.partition());
        driver.deliver(List.of(own.append(null, fields("v", 1)))).awaitDurable();
        driver.put(List.of(own.append(null, fields("v", 2))));
        return driver;
    }

    private static TaskDriver stopped(TaskDriver driver) {
        driver.task().stop();
        return driver;
    }

    private static List<TaskDriver> results(List<Future<TaskDriver>> futures) throws Exception {
        List<TaskDriver> results = new ArrayList<>();
        for (Future<TaskDriver> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
