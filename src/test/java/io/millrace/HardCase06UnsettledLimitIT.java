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
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A lane that is held up does not let the others run hours ahead of it: the partition it holds up is paused. */
class HardCase06UnsettledLimitIT {
    private static final int LIMIT = 100;

    @Test
    void aPartitionWaitsForItsOldestRowAndOthersGoOn() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 0)");
        PartitionLog ahead = PartitionLog.of("t", 0);
        PartitionLog other = PartitionLog.of("t", 1);
        Settings settings = Settings.upserting(database)
                .with("lanes", 4)
                .with("max.unsettled.records", LIMIT)
                .with("flush.timeout.ms", 100);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.by(database, "SELECT FROM t WHERE id = 1 FOR UPDATE")) {
            driver.open(ahead.partition(), other.partition());
            driver.put(List.of(ahead.append(1, fields("v", 1)), other.append(2, fields("v", 1))));
            int puts = 0;
            while (driver.context().paused().isEmpty() && puts++ < 10 * LIMIT) {
                driver.put(List.of(ahead.append(1000 + puts, fields("v", puts))));
            }
            driver.commit();
            Set<TopicPartition> paused = driver.context().paused();
            String oldest = TaskBean.of("test").text("OldestUnsettled");

            lock.release();
            driver.awaitDurable().idle();

            assertThat(paused).containsExactly(ahead.partition());
            assertThat(puts).isBetween(LIMIT - 1, LIMIT);
            assertThat(oldest).isEqualTo("t-0@0");
            assertThat(driver.context().isAnyPaused()).isFalse();
            assertThat(TaskBean.of("test").text("OldestUnsettled")).isEmpty();
        }
    }
}
