package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that takes rows more slowly than they come pauses partitions, and never grows the heap. */
class BackPressureIT {
    private static final long BUFFER = 1024 * 1024;
    private static final int POLL = 500;
    private static final Duration SOON = Duration.ofMillis(1500);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final PartitionLog other = PartitionLog.of("t", 1);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        settings = Settings.upserting(database)
                .with("buffer.memory.bytes", BUFFER)
                .with("batch.bytes", BUFFER / 4)
                .with("flush.timeout.ms", 100);
    }

    @Test
    void partitionsArePausedAboveTheLimitAndResumedBelowIt() throws SQLException {
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition(), other.partition());
            int polls = 0;
            while (!driver.context().isAnyPaused() && polls < 1000) {
                driver.put(poll(polls++));
            }
            long held = bean.number("BufferedBytes");
            long paused = bean.number("PausedPartitions");
            // What the framework held back comes all the same.
            List<SinkRecord> late = poll(polls++);
            boolean wasTaken = driver.tryPut(late);
            long heldAfterwards = bean.number("BufferedBytes");

            lock.release();
            driver.put(late);
            driver.awaitDurable().idle();

            assertThat(driver.context().isAnyPaused()).isFalse();
            assertThat(paused).isEqualTo(2);
            assertThat(held).isBetween(BUFFER, BUFFER + BUFFER / 4);
            assertThat(wasTaken).isFalse();
            assertThat(heldAfterwards).isEqualTo(held);
            assertThat(driver.longestPut()).isLessThan(SOON);
            assertThat(bean.number("BufferedBytes")).isZero();
            assertThat(database.count("t")).isEqualTo((long) polls * POLL);
        }
    }

    @Test
    void aPollThatIsLargerThanTheBufferIsTakenAllTheSame() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());
            List<SinkRecord> records = new ArrayList<>();
            for (int at = 0; at < 40; at++) {
                records.addAll(poll(at));
            }

            driver.put(records);
            driver.awaitDurable().idle();

            assertThat(driver.context().isAnyPaused()).isFalse();
        }
        assertThat(database.count("t")).isEqualTo(40 * POLL);
    }

    private List<SinkRecord> poll(int number) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = number * POLL; id < (number + 1) * POLL; id++) {
            records.add(log.append(id, fields("v", "x".repeat(100))));
        }
        return records;
    }
}
