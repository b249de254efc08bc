package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.CapturedLog;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JDBC sink's settings work here, and do not hold us in what was good for it. */
class HardCase31MigratedSettingsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    @Test
    void batchSizeIsAHintAndBatchesGrowBeyondIt() throws SQLException {
        database.execute("CREATE TABLE t (v int)");
        PartitionLog log = PartitionLog.of("t", 0);
        Settings settings = Settings.of(database).with("batch.size", 500).with("lanes", 1);
        TaskBean bean = TaskBean.of("test");
        try (CapturedLog captured = CapturedLog.begin();
                TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.onTable(database, "t")) {
            driver.open(log.partition());
            driver.put(records(log, 1));
            Await.until("the lane waits", PATIENCE, () -> bean.number("BatchesInFlight") == 1);
            driver.deliver(records(log, 5000));

            lock.release();
            driver.awaitDurable();

            assertThat(bean.number("BatchesWritten")).isEqualTo(2);
            assertThat(captured.text()).containsOnlyOnce("batch.size is a hint");
        }
        assertThat(database.count("t")).isEqualTo(5001);
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "${topic}, public.a.b.c",
        "kafka_${topic}, public.kafka_a.b.c",
        "archive.${topic}, archive.a.b.c",
        "archive.kafka_${topic}, archive.kafka_a.b.c"
    })
    void aTopicsDotsArePartOfTheName(String format, String table) throws SQLException {
        String schema = table.substring(0, table.indexOf('.'));
        String name = table.substring(schema.length() + 1);
        database.execute(
                "CREATE SCHEMA IF NOT EXISTS " + schema, "CREATE TABLE " + schema + ".\"" + name + "\" (v int)");
        PartitionLog log = PartitionLog.of("a.b.c", 0);
        Settings settings = Settings.of(database).with("table.name.format", format);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records(log, 3)).awaitDurable();
        }

        assertThat(database.count(schema + ".\"" + name + "\"")).isEqualTo(3);
    }

    @Test
    void aConfigurationOfConfluentsWorksAfterChangingTheClass() throws SQLException {
        database.execute("CREATE TABLE kafka_orders (id int PRIMARY KEY, v int)");
        PartitionLog log = PartitionLog.of("orders", 0);
        Settings settings = Settings.of(database)
                .with("dialect.name", "PostgreSqlDatabaseDialect")
                .with("insert.mode", "UPSERT")
                .with("pk.mode", "RECORD_KEY")
                .with("pk.fields", "id")
                .with("delete.enabled", true)
                .with("table.name.format", "kafka_${topic}")
                .with("batch.size", 3000)
                .with("max.retries", 10)
                .with("retry.backoff.ms", 3000)
                .with("auto.create", false)
                .with("auto.evolve", false)
                .with("db.timezone", "UTC")
                .with("connection.attempts", 3);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition())
                    .deliver(List.of(log.append(1, fields("v", 1)), log.append(2, Map.of("v", 2)), log.append(1, null)))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(id || ':' || v, ' ') FROM kafka_orders"))
                .isEqualTo("2:2");
    }

    private static List<SinkRecord> records(PartitionLog log, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            records.add(log.append(null, fields("v", at)));
        }
        return records;
    }
}
