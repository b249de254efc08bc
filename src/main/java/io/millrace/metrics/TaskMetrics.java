package io.millrace.metrics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.management.MBeanServer;

/**
 * What one task counts and measures, told as {@code io.millrace:type=sink-task}. Called by the task's thread and its
 * lanes' threads, once a put or a flush and never once a record; no call waits for another.
 */
public final class TaskMetrics implements AutoCloseable {
    final LongAdder recordsReceived = new LongAdder();
    final LongAdder recordsWritten = new LongAdder();
    final LongAdder recordsCoalesced = new LongAdder();
    final LongAdder recordsSkipped = new LongAdder();
    final LongAdder recordsRefused = new LongAdder();
    final LongAdder recordsReplayed = new LongAdder();
    final LongAdder rowsWritten = new LongAdder();
    final LongAdder rowsDeleted = new LongAdder();
    final LongAdder bytesWritten = new LongAdder();
    final LongAdder batchesWritten = new LongAdder();
    final LongAdder rewinds = new LongAdder();
    final LongAdder batchesRewritten = new LongAdder();
    final LongAdder fencings = new LongAdder();
    final RetryCounts retries = new RetryCounts();

    /** Tables that a crash of the server empties. */
    final Set<String> unlogged = new ConcurrentSkipListSet<>();

    final LatencyWindow flushes;
    final LatencyWindow puts;
    final LatencyWindow endToEnd;
    final LaneHealth health;
    final Clocks clocks;
    final Instant startedAt;

    volatile long bufferedRows;
    volatile long bufferedBytes;
    volatile long batchesInFlight;
    volatile int pausedPartitions;
    volatile String oldestUnsettled = "";
    volatile String durability = "";
    volatile LastError lastError = LastError.NONE;

    private final Registration registration;

    /** The message and its time are one value, so that no reader pairs the one with another's. */
    record LastError(String message, String time) {
        static final LastError NONE = new LastError("", "");
    }

    TaskMetrics(String connector, int task, MBeanServer server, Clocks clocks) {
        this.clocks = clocks;
        this.startedAt = clocks.wall().instant();
        this.flushes = LatencyWindow.ofMicros(clocks.nanos());
        this.puts = LatencyWindow.ofMicros(clocks.nanos());
        this.endToEnd = LatencyWindow.ofMillis(clocks.nanos());
        this.health = new LaneHealth(clocks.wall());
        this.registration = Registration.of(new TaskBean(this), connector, task, server);
    }

    /** Never fails: where the bean cannot be registered, the log says so and the task goes on untold. */
    public static TaskMetrics register(String connector, int task) {
        return new TaskMetrics(connector, task, ManagementFactory.getPlatformMBeanServer(), Clocks.system());
    }

    /** {@code put} accepted this many records. */
    public void recordsReceived(long n) {
        recordsReceived.add(n);
    }

    /** A batch is durable. */
    public void flushed(FlushFigures figures) {
        recordsWritten.add(figures.records());
        recordsCoalesced.add(figures.coalesced());
        rowsWritten.add(figures.rows());
        rowsDeleted.add(figures.deletes());
        bytesWritten.add(figures.bytes());
        batchesWritten.increment();
        flushes.record(TimeUnit.NANOSECONDS.toMicros(figures.nanos()));
    }

    /** A batch failed in passing and is tried again; the SQLSTATE is null where there was none. */
    public void retried(String sqlState) {
        retries.count(sqlState);
    }

    /** This many partitions were taken back to an offset, to be read again from there. */
    public void rewritten(long batches) {
        batchesRewritten.add(batches);
    }

    public void rewound(long partitions) {
        rewinds.add(partitions);
    }

    /** A batch met partitions that another task has taken. */
    public void fenced(String reason) {
        fencings.increment();
        failed(reason);
    }

    /** Records were dropped by a documented rule. */
    public void skipped(long n) {
        recordsSkipped.add(n);
    }

    /** Records cannot be written, for this reason of the last of them. */
    public void refused(long n, String reason) {
        recordsRefused.add(n);
        failed(reason);
    }

    /** Records were found in their table as an earlier attempt had inserted them. */
    public void replayed(long n) {
        recordsReplayed.add(n);
    }

    /** What is encoded and not yet durable. Set by the task thread alone. */
    public void buffered(long rows, long bytes) {
        bufferedRows = rows;
        bufferedBytes = bytes;
    }

    /** Batches that lanes hold. Set by the task thread alone. */
    public void inFlight(long batches) {
        batchesInFlight = batches;
    }

    public void pausedPartitions(int partitions) {
        pausedPartitions = partitions;
    }

    /** The oldest record that is not durable, as {@code topic-partition@offset}; empty when there is none. */
    public void oldestUnsettled(String topicPartitionAtOffset) {
        oldestUnsettled = Objects.requireNonNullElse(topicPartitionAtOffset, "");
    }

    /** What makes rows durable on this server, in one line. */
    public void durability(String line) {
        durability = line;
    }

    /** A crash of the server empties this table. */
    public void unlogged(String table) {
        unlogged.add(table);
    }

    public void putTook(long nanos) {
        puts.record(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** From the timestamp of a record to its being durable; a clock ahead of ours counts as 0. */
    public void endToEnd(long millis) {
        endToEnd.record(millis);
    }

    /** Records with timestamps from this one on, in milliseconds, are durable now. */
    public void durableSince(long timestamp) {
        endToEnd(clocks.wall().millis() - timestamp);
    }

    /** The lane waits for the database. */
    public void laneDown(int lane) {
        health.down(lane);
    }

    public void laneUp(int lane) {
        health.up(lane);
    }

    /** The last error, told until the next; the caller keeps values and secrets out of it. */
    public void failed(String message) {
        String text = Objects.requireNonNullElse(message, "");
        lastError = new LastError(text, clocks.wall().instant().toString());
    }

    /** Takes the bean away, unless a newer task has taken its name. Never fails; closing twice does nothing. */
    @Override
    public void close() {
        registration.close();
    }
}
