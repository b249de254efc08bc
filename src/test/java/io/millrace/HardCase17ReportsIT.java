package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The offset of a record that cannot be written is settled when its report has arrived, and not before. */
class HardCase17ReportsIT {
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int, v varchar(5) CHECK (v <> 'bad'))");
        settings = Settings.of(database).tolerating().with("flush.timeout.ms", 100);
    }

    @Test
    void anOffsetWaitsForTheReportOfARowThatTheServerRefused() throws SQLException {
        anOffsetWaitsForTheReportOf("bad");
    }

    @Test
    void anOffsetWaitsForTheReportOfARecordThatCannotBeEncoded() throws SQLException {
        anOffsetWaitsForTheReportOf("much too long");
    }

    private void anOffsetWaitsForTheReportOf(String value) throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deadLetters().hold();
            driver.put(List.of(record("a"), record(value), record("c")));
            driver.commit();
            driver.idle();
            Map<?, Long> before = driver.commit();

            driver.deadLetters().release();
            driver.awaitDurable();

            assertThat(before).isEqualTo(Map.of(log.partition(), 1L));
            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@1");
            assertThat(driver.commit()).isEqualTo(Map.of(log.partition(), 3L));
        }
        assertThat(database.ask("SELECT string_agg(v, ',' ORDER BY id) FROM t")).isEqualTo("a,c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void whatIsReportedDoesNotCountAsWritten(String guarantee) throws SQLException {
        Map<String, String> config =
                settings.with("delivery.guarantee", guarantee).map();

        try (TaskDriver driver = TaskDriver.start(config).open(log.partition())) {
            driver.deliver(List.of(record("a"), record("bad"), record("much too long"), record("c")))
                    .awaitDurable();

            assertThat(TaskBean.of("test").number("RecordsWritten")).isEqualTo(2);
            assertThat(TaskBean.of("test").number("RecordsRefused")).isEqualTo(2);
        }
    }

    @Test
    void aReportThatIsNotTakenEndsTheTaskBeforeItsOffset() throws SQLException {
        TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition());
        driver.deadLetters().hold();
        driver.put(List.of(record("a"), record("much too long"), record("c")));
        driver.commit();

        driver.deadLetters().fail(new IllegalStateException("the broker is gone"));
        ConnectException failure = driver.awaitFailure();

        assertThat(failure)
                .hasMessage("t-0@1 → public.t: column \"v\": value too long for type character varying(5) (22001);"
                        + " and it could not be reported: IllegalStateException of the dead letter queue, see the"
                        + " worker's log");
        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), 1L));
    }

    @Test
    void reportsOfPartitionsThatWereClosedAreLeftToTheirNextOwner() {
        PartitionLog other = PartitionLog.of("t", 1);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition(), other.partition())) {
            driver.deadLetters().hold();
            driver.put(List.of(record("much too long"), other.append(null, fields("id", 0, "v", "too long as well"))));
            driver.close(log.partition());

            driver.deadLetters().release();
            driver.awaitDurable();

            assertThat(driver.commit()).isEqualTo(Map.of(other.partition(), 1L));
        }
    }

    @Test
    void withoutToleranceNothingIsReportedAndTheTaskFails() {
        Settings intolerant = settings.with("errors.tolerance", "none");
        TaskDriver driver = TaskDriver.start(intolerant.map()).open(log.partition());
        driver.put(List.of(record("a"), record("bad"), record("c")));

        ConnectException failure = driver.awaitFailure();

        assertThat(failure).hasMessage("t-0@1 → public.t: check_violation (23514), constraint t_v_check");
        assertThat(TaskBean.of("test").number("RecordsRefused")).isEqualTo(1);
        assertThat(driver.deadLetters().letters()).isEmpty();
        assertThat(driver.stop()).isEqualTo(Map.of(log.partition(), 1L));
    }

    private SinkRecord record(String v) {
        return log.append(null, fields("id", (int) log.end(), "v", v));
    }
}
