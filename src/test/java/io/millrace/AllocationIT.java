package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.testing.Await;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the task thread leaves for the collector: next to nothing a row. */
class AllocationIT {
    private static final int POLL = 500;
    private static final int KEYS = 20_000;
    private static final int WARM_UP = 400_000;
    private static final int MEASURED = 400_000;
    /** Batches that are made anew come to some 50, by chance; a few objects a row come to more. */
    private static final long LIMIT_OF_A_ROW = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("device", Schema.STRING_SCHEMA)
            .field("temperature", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("flags", Schema.INT32_SCHEMA)
            .build();

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, device text, temperature float8, flags int)");
    }

    @ParameterizedTest
    @CsvSource({"upsert,record_key", "ignore,record_key", "update,record_key"})
    void theTaskThreadMakesNoObjectsOfItsOwnForARow(String mode, String keys) {
        List<SinkRecord> warmUp = records(WARM_UP);
        List<SinkRecord> measured = records(MEASURED);
        Settings settings = Settings.of(database).with("insert.mode", mode).with("pk.mode", keys);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            deliver(driver, warmUp);

            long allocated = allocatedBy(() -> deliver(driver, measured));

            assertThat(allocated / MEASURED).isLessThan(LIMIT_OF_A_ROW);
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Without a copy of each poll, which the driver would make otherwise. */
    private static void deliver(TaskDriver driver, List<SinkRecord> records) {
        for (int at = 0; at < records.size(); at += POLL) {
            List<SinkRecord> poll = records.subList(at, at + POLL);
            Await.until("the poll is taken", PATIENCE, () -> driver.tryPut(poll));
        }
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Struct key = new Struct(KEY).put("id", (long) i % KEYS);
            Struct value = new Struct(VALUE)
                    .put("device", "device " + i % 7)
                    .put("temperature", i / 8.0)
                    .put("flags", i);
            records.add(log.append(key, value));
        }
        return records;
    }
}
