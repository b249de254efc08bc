package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

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

/** The task thread does not wait for the database: not to start, not to open, and for a second at most in put. */
class HardCase01TaskThreadIT {
    /** A second, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofMillis(1500);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final PartitionLog other = PartitionLog.of("u", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (v int)", "CREATE TABLE u (v int)");
    }

    @Test
    void aTaskStartsWithoutADatabaseAndGoesOnByItselfWhenThereIsOne() throws SQLException {
        try (Proxy proxy = Proxy.before(database)) {
            long started = System.nanoTime();
            TaskDriver driver =
                    TaskDriver.start(Settings.of(database).through(proxy).map()).open(log.partition());
            Duration toStart = Duration.ofNanos(System.nanoTime() - started);
            driver.idle();
            boolean wasPaused = driver.context().paused().contains(log.partition());
            boolean wasTaken = driver.tryPut(records(log, 10));

            proxy.allow();
            driver.deliver(records(PartitionLog.of("t", 0), 100)).awaitDurable();
            driver.close();

            assertThat(toStart).isLessThan(SOON);
            assertThat(wasPaused).isTrue();
            assertThat(wasTaken).isFalse();
            assertThat(driver.longestPut()).isLessThan(SOON);
            assertThat(driver.context().isAnyPaused()).isFalse();
        }
        assertThat(database.count("t")).isEqualTo(100);
    }

    @Test
    void aPutThatCannotLearnATableInTimeTakesNothing() throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow();
                TaskDriver driver =
                        TaskDriver.start(Settings.of(database).through(proxy).map())) {
            driver.open(log.partition(), other.partition());
            driver.deliver(records(log, 1)).awaitDurable();
            List<SinkRecord> poll = new ArrayList<>(records(log, 5));
            poll.addAll(records(other, 5));
            poll.addAll(records(log, 5));

            proxy.hold();
            boolean wasTaken = driver.tryPut(poll);
            long heldAfterwards = TaskBean.of("test").number("BufferedRows");
            long timeout = driver.context().takeTimeout();
            proxy.release();
            driver.put(poll);
            driver.awaitDurable();

            assertThat(wasTaken).isFalse();
            assertThat(heldAfterwards).isZero();
            assertThat(timeout).isBetween(1L, 1000L);
            assertThat(driver.longestPut()).isLessThan(SOON);
        }
        // Rows without keys: what had been taken twice would be here twice.
        assertThat(database.count("t")).isEqualTo(11);
        assertThat(database.count("u")).isEqualTo(5);
    }

    private static List<SinkRecord> records(PartitionLog log, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(log.append(null, fields("v", at)));
        }
        return records;
    }
}
