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
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A superseded row is held, counted and charged until the row that took its place is durable. */
class HardCase08SupersededIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v varchar(9))");
    }

    @Test
    void theRowBeforeTheRefusedOneIsWritten() throws SQLException {
        TaskDriver driver = TaskDriver.start(Settings.upserting(database).map()).open(log.partition());

        driver.put(List.of(
                log.append(1, fields("v", "first")),
                log.append(1, fields("v", "second")),
                log.append(1, fields("v", "a third that is too long"))));
        driver.awaitFailure();

        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), 2L));
        assertThat(database.ask("SELECT v FROM t")).isEqualTo("second");
    }

    @Test
    void supersededRowsAreHeldUntilTheirSuccessorIsDurable() throws SQLException {
        Settings settings = Settings.upserting(database).with("lanes", 1);
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(List.of(log.append(0, fields("v", "first"))));
            Await.until("the lane waits", PATIENCE, () -> bean.number("BatchesInFlight") == 1);
            List<SinkRecord> ofOneKey = new ArrayList<>();
            for (int at = 0; at < 100; at++) {
                ofOneKey.add(log.append(1, fields("v", "v" + at)));
            }
            driver.put(ofOneKey);
            long rowsHeld = bean.number("BufferedRows");
            long bytesHeld = bean.number("BufferedBytes");

            lock.release();
            driver.awaitDurable().idle();

            assertThat(rowsHeld).isEqualTo(101);
            assertThat(bytesHeld).isGreaterThan(100 * 64);
            assertThat(bean.number("BufferedRows")).isZero();
            assertThat(bean.number("BufferedBytes")).isZero();
            assertThat(bean.number("RecordsWritten")).isEqualTo(101);
            assertThat(bean.number("RecordsCoalesced")).isEqualTo(99);
            assertThat(bean.number("RowsWritten")).isEqualTo(2);
        }
        assertThat(database.ask("SELECT v FROM t WHERE id = 1")).isEqualTo("v99");
    }
}
