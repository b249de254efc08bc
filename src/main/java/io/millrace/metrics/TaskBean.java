package io.millrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What a task's metrics look like from JMX. Read by any thread; knows whether an MBean server holds it. */
final class TaskBean implements SinkTaskMXBean, MBeanRegistration {
    private final TaskMetrics metrics;
    private volatile Optional<ObjectName> name = Optional.empty();

    TaskBean(TaskMetrics metrics) {
        this.metrics = metrics;
    }

    /** The name that is this bean's at present: none before it is registered, nor after another has taken it. */
    Optional<ObjectName> name() {
        return name;
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName proposed) {
        name = Optional.of(proposed);
        return proposed;
    }

    @Override
    public void postRegister(Boolean done) {
        if (!done) {
            name = Optional.empty();
        }
    }

    @Override
    public void preDeregister() {}

    @Override
    public void postDeregister() {
        name = Optional.empty();
    }

    @Override
    public long getRecordsReceived() {
        return metrics.recordsReceived.sum();
    }

    @Override
    public long getRecordsWritten() {
        return metrics.recordsWritten.sum();
    }

    @Override
    public long getRecordsCoalesced() {
        return metrics.recordsCoalesced.sum();
    }

    @Override
    public long getRecordsSkipped() {
        return metrics.recordsSkipped.sum();
    }

    @Override
    public long getRecordsRefused() {
        return metrics.recordsRefused.sum();
    }

    @Override
    public long getRecordsReplayed() {
        return metrics.recordsReplayed.sum();
    }

    @Override
    public long getRowsWritten() {
        return metrics.rowsWritten.sum();
    }

    @Override
    public long getRowsDeleted() {
        return metrics.rowsDeleted.sum();
    }

    @Override
    public long getBytesWritten() {
        return metrics.bytesWritten.sum();
    }

    @Override
    public long getBatchesWritten() {
        return metrics.batchesWritten.sum();
    }

    @Override
    public long getRetries() {
        return metrics.retries.total();
    }

    @Override
    public long getRetriesConnection() {
        return metrics.retries.connection.sum();
    }

    @Override
    public long getRetriesConcurrency() {
        return metrics.retries.concurrency.sum();
    }

    @Override
    public long getRetriesResource() {
        return metrics.retries.resource.sum();
    }

    @Override
    public long getRetriesOther() {
        return metrics.retries.other.sum();
    }

    @Override
    public long getBatchesRewritten() {
        return metrics.batchesRewritten.sum();
    }

    @Override
    public long getRewinds() {
        return metrics.rewinds.sum();
    }

    @Override
    public long getFencings() {
        return metrics.fencings.sum();
    }

    @Override
    public long getBufferedRows() {
        return metrics.bufferedRows;
    }

    @Override
    public long getBufferedBytes() {
        return metrics.bufferedBytes;
    }

    @Override
    public long getBatchesInFlight() {
        return metrics.batchesInFlight;
    }

    @Override
    public int getPausedPartitions() {
        return metrics.pausedPartitions;
    }

    @Override
    public String getOldestUnsettled() {
        return metrics.oldestUnsettled;
    }

    @Override
    public String getDurability() {
        return metrics.durability;
    }

    @Override
    public String getUnloggedTables() {
        return String.join(",", metrics.unlogged);
    }

    @Override
    public double getFlushMillisP50() {
        return metrics.flushes.percentiles().p50();
    }

    @Override
    public double getFlushMillisP95() {
        return metrics.flushes.percentiles().p95();
    }

    @Override
    public double getFlushMillisP99() {
        return metrics.flushes.percentiles().p99();
    }

    @Override
    public double getFlushMillisMax() {
        return metrics.flushes.percentiles().max();
    }

    @Override
    public double getPutMillisP50() {
        return metrics.puts.percentiles().p50();
    }

    @Override
    public double getPutMillisP95() {
        return metrics.puts.percentiles().p95();
    }

    @Override
    public double getPutMillisP99() {
        return metrics.puts.percentiles().p99();
    }

    @Override
    public double getPutMillisMax() {
        return metrics.puts.percentiles().max();
    }

    @Override
    public double getEndToEndMillisP50() {
        return metrics.endToEnd.percentiles().p50();
    }

    @Override
    public double getEndToEndMillisP95() {
        return metrics.endToEnd.percentiles().p95();
    }

    @Override
    public double getEndToEndMillisP99() {
        return metrics.endToEnd.percentiles().p99();
    }

    @Override
    public double getEndToEndMillisMax() {
        return metrics.endToEnd.percentiles().max();
    }

    @Override
    public String getHealth() {
        return metrics.health.lanesDown() == 0 ? "UP" : "DOWN";
    }

    @Override
    public int getLanesDown() {
        return metrics.health.lanesDown();
    }

    @Override
    public String getDownSince() {
        return metrics.health.downSince().map(Instant::toString).orElse("");
    }

    @Override
    public long getDownMillis() {
        return metrics.health
                .downSince()
                .map(since -> Duration.between(since, metrics.clocks.wall().instant()))
                .map(Duration::toMillis)
                .orElse(0L);
    }

    @Override
    public String getLastError() {
        return metrics.lastError.message();
    }

    @Override
    public String getLastErrorTime() {
        return metrics.lastError.time();
    }

    @Override
    public String getStartedAt() {
        return metrics.startedAt.toString();
    }
}
