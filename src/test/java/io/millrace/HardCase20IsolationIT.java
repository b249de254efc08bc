package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many rows of a batch are bad, each is found, and finding them takes one pass. */
class HardCase20IsolationIT {
    private static final int ROWS = 20_000;
    /** Halving the batch for each bad row would take a hundred times as long. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "every {1}th, {0}")
    @CsvSource({"insert, 20000", "insert, 100", "insert, 1", "upsert, 20000", "upsert, 100", "upsert, 1"})
    void allBadRowsAreFoundAndNoOther(String mode, int every) throws SQLException {
        String key = mode.equals("insert") ? "" : "PRIMARY KEY";
        database.execute("CREATE TABLE t (id int " + key + ", v text, CHECK (v <> 'bad'))");
        List<SinkRecord> records = records(id -> id % every == every / 2);

        List<String> reported;
        long started = System.nanoTime();
        try (TaskDriver driver = start(mode)) {
            driver.open(log.partition()).deliver(records).awaitDurable();
            reported = driver.deadLetters().coordinates();
            assertThat(TaskBean.of("test").number("RecordsRefused")).isEqualTo(ROWS / every);
            assertThat(TaskBean.of("test").number("RecordsWritten")).isEqualTo(ROWS - ROWS / every);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        assertThat(reported).hasSize(ROWS / every).doesNotHaveDuplicates();
        assertThat(database.count("t")).isEqualTo(ROWS - ROWS / every);
        assertThat(database.count("t WHERE v = 'bad'")).isZero();
        assertThat(took).isLessThan(LONG);
    }

    private TaskDriver start(String mode) {
        return TaskDriver.start(Settings.of(database)
                .tolerating()
                .with("insert.mode", mode)
                .with("pk.mode", "record_key")
                .with("pk.fields", "id")
                .map());
    }

    private List<SinkRecord> records(IntPredicate isBad) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < ROWS; id++) {
            records.add(log.append(id, fields("v", isBad.test(id) ? "bad" : "good " + id)));
        }
        return records;
    }
}
