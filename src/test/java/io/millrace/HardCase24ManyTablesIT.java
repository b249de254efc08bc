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
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tables and column sets go in one flush, staged or not, and are all written or none. */
class HardCase24ManyTablesIT {
    private static final int TABLES = 40;
    private static final int ROWS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest"})
    void fortyTablesOfTwoColumnSetsAreOneFlush(String method) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        PartitionLog log = PartitionLog.of("topic", 0);
        Settings settings = Settings.upserting(database)
                .with("table.name.format", "t${header.table}")
                .with("write.method", method)
                .with("lanes", 1);
        for (int table = 0; table < TABLES; table++) {
            // Half of the tables are of one type, so that they could share what they are staged in.
            String type = table % 2 == 0 ? "int" : "numeric(" + (table + 1) + ")";
            database.execute("CREATE TABLE t" + table + " (id int PRIMARY KEY, a " + type + " DEFAULT -1, b text)");
        }
        TaskBean bean = TaskBean.of("test");
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t0")) {
            driver.open(log.partition());
            driver.put(List.of(record(log, 0, 0)));
            Await.until("the lane waits", PATIENCE, () -> bean.number("BatchesInFlight") == 1);
            List<SinkRecord> records = new ArrayList<>();
            for (int id = 0; id < ROWS; id++) {
                for (int table = 0; table < TABLES; table++) {
                    records.add(record(log, table, id));
                }
            }
            driver.put(records);

            lock.release();
            driver.awaitDurable();

            assertThat(bean.number("BatchesWritten")).isEqualTo(2);
        }
        for (int table = 0; table < TABLES; table++) {
            assertThat(database.ask("SELECT count(*) || ' ' || sum(a) || ' ' || string_agg(b, '' ORDER BY id)"
                            + " FROM t" + table))
                    .as("table %d", table)
                    .isEqualTo(ROWS + " " + (evenSum() - ROWS / 2) + " " + "x".repeat(ROWS));
        }
    }

    private static int evenSum() {
        int sum = 0;
        for (int id = 0; id < ROWS; id += 2) {
            sum += id;
        }
        return sum;
    }

    private static SinkRecord record(PartitionLog log, int table, int id) {
        SinkRecord record = log.append(id, id % 2 == 0 ? fields("a", id, "b", "x") : fields("b", "x"));
        record.headers().addInt("table", table);
        return record;
    }
}
