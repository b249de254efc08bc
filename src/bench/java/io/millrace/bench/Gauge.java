package io.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Reads the clocks. Processes and threads count while they live: to be read while the connections of a run are open.
 * Used by the benchmark's thread.
 */
final class Gauge implements AutoCloseable {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final ProcessHandle postmaster;
    private final Connection connection;
    private final PreparedStatement wal;

    private Gauge(ProcessHandle postmaster, Connection connection) throws SQLException {
        this.postmaster = postmaster;
        this.connection = connection;
        this.wal = connection.prepareStatement("SELECT pg_current_wal_insert_lsn() - '0/0'");
    }

    static Gauge of(BenchServer server) throws IOException, SQLException {
        return new Gauge(ProcessHandle.of(server.postmaster()).orElseThrow(), server.connect());
    }

    /** The reading that begins a run: the clock is read last. */
    Cost begin() throws SQLException {
        long walBytes = walBytes();
        return read(0, walBytes).at(System.nanoTime());
    }

    /** What a run took; the clock is read first. */
    Cost since(Cost start) throws SQLException {
        long now = System.nanoTime();
        return read(now, walBytes()).since(start);
    }

    private Cost read(long nanos, long walBytes) {
        return new Cost(nanos, THREADS.getCurrentThreadCpuTime(), system.getProcessCpuTime(), serverNanos(), walBytes);
    }

    private long walBytes() throws SQLException {
        try (ResultSet rows = wal.executeQuery()) {
            rows.next();
            return rows.getBigDecimal(1).longValueExact();
        }
    }

    private long serverNanos() {
        return postmaster
                .children()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    /** On this JVM's heap, by the threads that live. */
    static long allocatedBytes() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
