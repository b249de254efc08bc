package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates and deletes of a batch find their rows by the index: the table's own statistics count no scan of it. */
class HardCase27JoinsIT {
    private static final int STORED = 200_000;
    private static final int RECORDS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestDatabase database;

    @BeforeAll
    static void fillTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE t (a int, b int, v int, PRIMARY KEY (a, b))",
                "INSERT INTO t SELECT id % 100, id, 0 FROM generate_series(1, " + STORED + ") AS id",
                "VACUUM ANALYZE t");
    }

    @ParameterizedTest(name = "{0} of {1} by {2}")
    @CsvSource({"update, writes, copy", "update, writes, unnest", "upsert, deletes, copy", "upsert, deletes, unnest"})
    void noBatchReadsTheWholeTable(String mode, String what, String method) throws SQLException {
        PartitionLog log = PartitionLog.of("t", 0);
        List<SinkRecord> records = new ArrayList<>();
        boolean deletes = what.equals("deletes");
        // Each method deletes rows of its own.
        int first = method.equals("copy") ? 1 : 1 + RECORDS;
        for (int id = first; id < first + RECORDS; id++) {
            records.add(log.append(fields("a", id % 100, "b", id), deletes ? null : fields("v", id)));
        }
        String counted = "SELECT %s FROM pg_stat_user_tables WHERE relname = 't'";
        long scansBefore = Long.parseLong(database.ask(counted.formatted("seq_scan")));
        long lookupsBefore = Long.parseLong(database.ask(counted.formatted("idx_scan")));
        Settings settings = Settings.upserting(database)
                .with("name", "joins")
                .with("insert.mode", mode)
                .with("write.method", method);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records, RECORDS).awaitDurable();
        }

        // A session tells what it counted when it ends.
        Await.until(
                "lookups are counted",
                PATIENCE,
                () -> Long.parseLong(database.ask(counted.formatted("idx_scan"))) >= lookupsBefore + RECORDS);
        Await.until("sessions have ended", PATIENCE, () -> database.sessionsOf("joins") == 0);
        assertThat(Long.parseLong(database.ask(counted.formatted("seq_scan")))).isEqualTo(scansBefore);
        String range = " BETWEEN " + first + " AND " + (first + RECORDS - 1);
        assertThat(database.count("t WHERE b" + range + (deletes ? "" : " AND v = b")))
                .isEqualTo(deletes ? 0 : RECORDS);
    }
}
