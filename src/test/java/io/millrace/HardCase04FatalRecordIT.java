package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first bad record ends the task only after all before it is durable, and exactly that much is committed. */
class HardCase04FatalRecordIT {
    private static final String SECRET = "hunter2";

    private final PartitionLog first = PartitionLog.of("t", 0);
    private final PartitionLog second = PartitionLog.of("t", 1);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (partition int, id int, v varchar(5))");
    }

    @Test
    void thePutThatMeetsItReturnsAndTheNextOneThrows() throws SQLException {
        TaskDriver driver = TaskDriver.start(Settings.of(database).map());
        driver.open(first.partition(), second.partition());
        driver.deliver(interleaved(100));
        List<SinkRecord> poll = new ArrayList<>(interleaved(3));
        poll.add(record(second, SECRET));
        poll.addAll(interleaved(3));

        driver.put(poll);
        boolean wasPaused = driver.context().paused().containsAll(List.of(first.partition(), second.partition()));
        long timeout = driver.context().takeTimeout();

        String expected = "t-1@103 → public.t: column \"v\": value too long for type character varying(5) (22001)";
        assertThatThrownBy(driver::idle)
                .isInstanceOf(ConnectException.class)
                .hasMessage(expected)
                .hasNoCause();
        assertThat(wasPaused).isTrue();
        assertThat(timeout).isBetween(1L, 100L);
        assertThat(TaskBean.of("test").text("LastError")).isEqualTo(expected);
        Map<TopicPartition, Long> committed = driver.stop();
        assertThat(committed).isEqualTo(Map.of(first.partition(), 103L, second.partition(), 103L));
        assertThat(database.ask("SELECT string_agg(DISTINCT partition || ':' || id, ',') FROM t WHERE id >= 103"))
                .isNull();
        assertThat(database.count("t")).isEqualTo(206);
    }

    @Test
    void recordsThatComeBetweenTheFailureAndTheThrowAreLeftToTheNextLife() throws SQLException {
        TaskDriver driver = TaskDriver.start(Settings.of(database).map());
        driver.open(first.partition(), second.partition());

        driver.put(List.of(record(first, "good"), record(first, SECRET), record(first, "good")));
        assertThatThrownBy(() -> driver.put(List.of(record(first, "good"), record(second, "good"))))
                .isInstanceOf(ConnectException.class);

        assertThat(driver.stop()).isEqualTo(Map.of(first.partition(), 1L));
        assertThat(database.count("t")).isEqualTo(1);
    }

    @Test
    void aRowThatTheServerRefusesEndsTheTaskWithWhatCameBeforeIt() throws SQLException {
        database.execute("ALTER TABLE t ADD CONSTRAINT unlucky CHECK (id <> 13)");
        Settings settings = Settings.of(database).with("lanes", 1).with("batch.max.rows", 10);
        TaskDriver driver = TaskDriver.start(settings.map()).open(first.partition());
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            records.add(record(first, "good"));
        }

        driver.deliver(records.subList(0, 10)).awaitDurable();
        driver.put(records.subList(10, 30));
        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessage("t-0@13 → public.t: check_violation (23514), constraint unlucky")
                .hasNoCause();
        assertThat(driver.stop()).isEqualTo(Map.of(first.partition(), 13L));
        assertThat(database.count("t WHERE id < 13")).isEqualTo(13);
        assertThat(database.count("t WHERE id BETWEEN 13 AND 19")).isZero();
    }

    private List<SinkRecord> interleaved(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(record(first, "good"));
            records.add(record(second, "good"));
        }
        return records;
    }

    private static SinkRecord record(PartitionLog log, String v) {
        return log.append(null, fields("partition", log.partition().partition(), "id", (int) log.end(), "v", v));
    }
}
