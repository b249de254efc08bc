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
    private static final int ROUND = 50_000;
    /** The first ones compile the code and make the batches; a later one may need another batch, but not each of them. */
    private static final int ROUNDS = 16;
    /** Less than two objects. */
    private static final long LIMIT_OF_A_ROW = 40;

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
        Settings settings = Settings.of(database).with("insert.mode", mode).with("pk.mode", keys);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                List<SinkRecord> records = records(ROUND);
                least = Math.min(least, allocatedFor(records, driver));
            }

            assertThat(least / ROUND).isLessThan(LIMIT_OF_A_ROW);
        }
    }

    /** In polls, of which those count that are taken: one that is to be brought again makes an exception. */
    private static long allocatedFor(List<SinkRecord> records, TaskDriver driver) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = {0};
        for (int at = 0; at < records.size(); at += POLL) {
            List<SinkRecord> poll = records.subList(at, at + POLL);
            Await.until("the poll is taken", PATIENCE, () -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                boolean taken = driver.tryPut(poll);
                if (taken) {
                    allocated[0] += threads.getCurrentThreadAllocatedBytes() - before;
                }
                return taken;
            });
        }
        return allocated[0];
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
