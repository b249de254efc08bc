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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a partition that was taken away are the next owner's: what we hold of them is dropped and never tried again. */
class HardCase05GenerationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PartitionLog taken = PartitionLog.of("t", 0);
    private final PartitionLog kept = PartitionLog.of("t", 1);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (partition int, id int)");
        settings = Settings.of(database).with("lanes", 1).with("flush.timeout.ms", 100);
    }

    @Test
    void rowsInALaneAndInTheOpenBatchAreDroppedAndThoseOfOthersSurvive() throws SQLException {
        // What is cut by us is not a failure that could be given up on.
        try (TaskDriver driver =
                        TaskDriver.start(settings.with("max.retries", 0).map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(taken.partition(), kept.partition());
            driver.put(mixed(10));
            Await.until("the lane waits for the lock", PATIENCE, () -> database.lockWaiters() == 1);
            driver.put(mixed(10));

            driver.close(taken.partition());
            lock.release();
            driver.awaitDurable();

            assertThat(driver.commit()).containsEntry(kept.partition(), 20L);
            assertThat(database.count("t WHERE partition = 1")).isEqualTo(20);
            assertThat(database.count("t WHERE partition = 0")).isZero();
        }
        assertThat(database.count("t WHERE partition = 0")).isZero();
    }

    @Test
    void aPartitionThatComesBackIsReadAgainAndKnowsNothingOfItsFormerLife() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            List<SinkRecord> records = new ArrayList<>();
            for (int at = 0; at < 20; at++) {
                records.add(record(taken));
            }
            driver.open(taken.partition());
            driver.put(records);
            Await.until("the lane waits for the lock", PATIENCE, () -> database.lockWaiters() == 1);
            driver.close(taken.partition());
            driver.open(taken.partition());

            driver.put(records.subList(0, 15));
            Map<TopicPartition, Long> whileLocked = driver.commit();
            lock.release();
            driver.awaitDurable();

            assertThat(whileLocked).containsEntry(taken.partition(), 0L);
            assertThat(driver.commit()).containsEntry(taken.partition(), 15L);
            assertThat(database.count("t")).isEqualTo(15);
        }
    }

    @Test
    void aPartitionThatIsTakenAwayDuringAnOutageIsNotWrittenAfterIt() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow();
                TaskDriver driver = TaskDriver.start(settings.through(proxy).map())) {
            driver.open(taken.partition(), kept.partition());
            driver.deliver(mixed(1)).awaitDurable();
            TaskBean bean = TaskBean.of("test");
            proxy.refuse();
            driver.put(mixed(10));
            Await.until("the lane is down", PATIENCE, () -> bean.text("Health").equals("DOWN"));

            driver.close(taken.partition());
            proxy.allow();
            driver.awaitDurable();

            assertThat(database.count("t WHERE partition = 0")).isEqualTo(1);
            assertThat(database.count("t WHERE partition = 1")).isEqualTo(11);
        }
    }

    @Test
    void recordsOfAPartitionThatIsNotOpenAreIgnored() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(taken.partition(), kept.partition());
            driver.close(taken.partition());

            // As the framework does with what it held back for a retry.
            driver.task().put(mixed(10));
            driver.task().put(mixed(10));
            Await.until("rows are there", PATIENCE, () -> database.count("t WHERE partition = 1") == 20);

            assertThat(database.count("t WHERE partition = 0")).isZero();
        }
    }

    @Test
    void aKeysRowsAreDroppedAsOneAndOtherKeysStay() throws SQLException {
        database.execute("CREATE TABLE k (id int PRIMARY KEY, v text)", "INSERT INTO k VALUES (1, 'old'), (2, 'old')");
        PartitionLog gone = PartitionLog.of("k", 0);
        PartitionLog stays = PartitionLog.of("k", 1);
        Settings keyed = Settings.upserting(database).with("lanes", 1).with("flush.timeout.ms", 100);
        try (TaskDriver driver = TaskDriver.start(keyed.map());
                Lock lock = Lock.onTable(database, "k")) {
            driver.open(gone.partition(), stays.partition());
            driver.put(List.of(stays.append(3, fields("v", "new"))));
            Await.until("the lane waits for the lock", PATIENCE, () -> database.lockWaiters() == 1);
            driver.put(List.of(
                    gone.append(1, null),
                    stays.append(2, fields("v", "newer")),
                    gone.append(1, fields("v", "back")),
                    stays.append(2, fields("v", "newest"))));

            driver.close(gone.partition());
            lock.release();
            driver.awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(id || v, ',' ORDER BY id) FROM k"))
                .isEqualTo("1old,2newest,3new");
    }

    private List<SinkRecord> mixed(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(record(taken));
            records.add(record(kept));
        }
        return records;
    }

    private static SinkRecord record(PartitionLog log) {
        return log.append(null, fields("partition", log.partition().partition(), "id", (int) log.end()));
    }
}
