package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Lock;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records are held for their reports only, and count against the memory limit. */
class HardCase23MemoryIT {
    private static final int RECORDS = 50;
    private static final int CHARACTERS = 10_000;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final TaskBean bean = TaskBean.of("test");
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint REFERENCES t, v text)");
        settings = Settings.upserting(database).with("pk.fields", "id").with("flush.timeout.ms", 50);
    }

    @Test
    void recordsAreChargedByTheirBytesAndTheirObjectsWhereThereIsAReporter() throws SQLException {
        long rows = heldWhileLocked(settings);
        long rowsAndRecords = heldWhileLocked(settings.tolerating());

        assertThat(rows).isBetween((long) RECORDS * CHARACTERS, RECORDS * (CHARACTERS + 500L));
        assertThat(rowsAndRecords).isGreaterThan(rows + 2L * RECORDS * CHARACTERS);
    }

    private long heldWhileLocked(Settings tried) throws SQLException {
        try (TaskDriver driver = TaskDriver.start(tried.map()).open(log.partition());
                Lock lock = Lock.onTable(database, "t")) {
            driver.put(records());
            driver.idle();
            long held = bean.number("BufferedBytes");
            lock.release();
            driver.awaitDurable();
            driver.idle();
            assertThat(bean.number("BufferedBytes")).isZero();
            return held;
        }
    }

    @Test
    void withoutAReporterARecordIsLetGoOnceItIsARow() throws SQLException {
        assertThat(isLetGo(settings)).isTrue();
    }

    @Test
    void withAReporterARecordIsHeldUntilItsRowIsDurable() throws SQLException {
        assertThat(isLetGo(settings.tolerating())).isFalse();
    }

    /** Whether the record is collected while its row waits for a lock. */
    private boolean isLetGo(Settings tried) throws SQLException {
        try (TaskDriver driver = TaskDriver.start(tried.map()).open(log.partition());
                Lock lock = Lock.onTable(database, "t")) {
            WeakReference<SinkRecord> record = putOne(driver);
            // What reads records may keep the last one.
            driver.put(List.of(record(2, null)));
            for (int attempt = 0; attempt < 20 && record.get() != null; attempt++) {
                System.gc();
            }
            boolean letGo = record.get() == null;
            lock.release();
            driver.awaitDurable();
            return letGo;
        }
    }

    private WeakReference<SinkRecord> putOne(TaskDriver driver) {
        SinkRecord record = record(1, null);
        driver.put(List.of(record));
        return new WeakReference<>(record);
    }

    @Test
    void rowsThatWaitForTheirParentsAreCharged() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings.tolerating().map()).open(log.partition())) {
            driver.put(List.of(record(1, 2L)));
            driver.commit();
            driver.idle();
            long held = bean.number("BufferedBytes");

            driver.put(List.of(record(2, null)));
            driver.awaitDurable();
            driver.idle();

            assertThat(held).isGreaterThan(3L * CHARACTERS);
            assertThat(bean.number("BufferedBytes")).isZero();
        }
    }

    @Test
    void toleranceWithoutAnywhereToReportToIsRefused() {
        Settings silent = settings.with("errors.tolerance", "all");

        assertThat(faults(silent)).containsExactly("errors.tolerance");
        assertThat(faults(silent.with("errors.log.enable", true))).isEmpty();
        assertThat(faults(silent.with("errors.deadletterqueue.topic.name", "dead")))
                .isEmpty();
    }

    private static List<String> faults(Settings tried) {
        Map<String, String> given = tried.map();
        return Validation.of(given).stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .toList();
    }

    private List<SinkRecord> records() {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < RECORDS; at++) {
            records.add(record(at, null));
        }
        return records;
    }

    private SinkRecord record(long id, Long parent) {
        return log.append(fields("id", id), fields("parent_id", parent, "v", "x".repeat(CHARACTERS)));
    }
}
