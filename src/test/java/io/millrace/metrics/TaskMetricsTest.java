package io.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {
    private final ManualClock clock = new ManualClock();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private TaskMetrics metrics;

    @BeforeEach
    void register() {
        metrics = new TaskMetrics("orders", 0, server, clock.clocks());
    }

    @Test
    void aNewTaskTellsNothingButItsStart() throws JMException {
        Map<String, Object> told = attributes();

        assertThat(told.remove("StartedAt")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(told.remove("Health")).isEqualTo("UP");
        assertThat(told.values()).allMatch(value -> value.equals("") || ((Number) value).doubleValue() == 0);
    }

    @Test
    void aFlushIsCounted() throws JMException {
        metrics.recordsReceived(100);
        metrics.flushed(new FlushFigures(10, 7, 700, 3, 2, TimeUnit.MILLISECONDS.toNanos(12)));
        metrics.flushed(new FlushFigures(5, 5, 500, 0, 1, TimeUnit.MILLISECONDS.toNanos(12)));

        assertThat(attributes())
                .containsEntry("RecordsReceived", 100L)
                .containsEntry("RecordsWritten", 15L)
                .containsEntry("RowsWritten", 12L)
                .containsEntry("BytesWritten", 1200L)
                .containsEntry("RecordsCoalesced", 3L)
                .containsEntry("RowsDeleted", 3L)
                .containsEntry("BatchesWritten", 2L);
    }

    @Test
    void retriesAreCountedByTheClassOfTheirSqlState() throws JMException {
        for (String state : Arrays.asList("08006", "57P01", null, "", "40P01", "40001", "55P03", "53300", "25006")) {
            metrics.retried(state);
        }

        assertThat(attributes())
                .containsEntry("Retries", 9L)
                .containsEntry("RetriesConnection", 4L)
                .containsEntry("RetriesConcurrency", 3L)
                .containsEntry("RetriesResource", 1L)
                .containsEntry("RetriesOther", 1L);
    }

    @Test
    void gaugesTellTheLastValue() throws JMException {
        metrics.buffered(1, 2);
        metrics.buffered(30, 4096);
        metrics.inFlight(2);
        metrics.pausedPartitions(5);
        metrics.oldestUnsettled("orders-3@1841");
        metrics.skipped(4);

        assertThat(attributes())
                .containsEntry("BufferedRows", 30L)
                .containsEntry("BufferedBytes", 4096L)
                .containsEntry("BatchesInFlight", 2L)
                .containsEntry("PausedPartitions", 5)
                .containsEntry("OldestUnsettled", "orders-3@1841")
                .containsEntry("RecordsSkipped", 4L);
    }

    @Test
    void nothingUnsettledIsToldAsNothing() throws JMException {
        metrics.oldestUnsettled("orders-3@1841");

        metrics.oldestUnsettled(null);

        assertThat(attributes()).containsEntry("OldestUnsettled", "");
    }

    @Test
    void latenciesAreToldInMilliseconds() throws JMException {
        metrics.flushed(new FlushFigures(1, 1, 1, 0, 0, TimeUnit.MICROSECONDS.toNanos(1500)));
        metrics.putTook(TimeUnit.MILLISECONDS.toNanos(20));
        metrics.endToEnd(300);

        for (String point : new String[] {"P50", "P95", "P99", "Max"}) {
            assertThat((double) attributes().get("FlushMillis" + point)).isCloseTo(1.5, within(0.02));
            assertThat((double) attributes().get("PutMillis" + point)).isCloseTo(20, within(0.2));
            assertThat((double) attributes().get("EndToEndMillis" + point)).isCloseTo(300, within(3.0));
        }
    }

    @Test
    void healthIsDownFromTheFirstLaneThatFailsUntilTheLastThatRecovers() throws JMException {
        metrics.laneDown(1);
        clock.pass(Duration.ofSeconds(5));
        metrics.laneDown(0);
        metrics.laneDown(1);

        assertThat(attributes())
                .containsEntry("Health", "DOWN")
                .containsEntry("LanesDown", 2)
                .containsEntry("DownSince", "2026-03-01T10:00:00Z")
                .containsEntry("DownMillis", 5000L);

        metrics.laneUp(1);

        assertThat(attributes())
                .containsEntry("Health", "DOWN")
                .containsEntry("DownSince", "2026-03-01T10:00:05Z")
                .containsEntry("DownMillis", 0L);

        metrics.laneUp(0);

        assertThat(attributes())
                .containsEntry("Health", "UP")
                .containsEntry("LanesDown", 0)
                .containsEntry("DownSince", "");
    }

    @Test
    void theLastErrorStaysWithItsTime() throws JMException {
        metrics.failed("orders-3@1841: first");
        clock.pass(Duration.ofSeconds(90));
        metrics.failed("orders-3@1842: second");
        clock.pass(Duration.ofSeconds(90));

        assertThat(attributes())
                .containsEntry("LastError", "orders-3@1842: second")
                .containsEntry("LastErrorTime", "2026-03-01T10:01:30Z");
    }

    @Test
    void anErrorWithoutAMessageIsStillTold() throws JMException {
        metrics.failed(null);

        assertThat(attributes()).containsEntry("LastError", "").containsEntry("LastErrorTime", "2026-03-01T10:00:00Z");
    }

    private Map<String, Object> attributes() throws JMException {
        ObjectName name = Registration.nameOf("orders", 0);
        Map<String, Object> read = new HashMap<>();
        for (MBeanAttributeInfo each : server.getMBeanInfo(name).getAttributes()) {
            read.put(each.getName(), server.getAttribute(name, each.getName()));
        }
        return read;
    }
}
