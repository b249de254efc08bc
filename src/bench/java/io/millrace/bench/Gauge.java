package io.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Reads the clocks. Processes and threads count while they live: to be read while the connections of a run are open.
 * Used by the benchmark's thread.
 */
final class Gauge {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final ProcessHandle postmaster;

    Gauge(long postmaster) {
        this.postmaster = ProcessHandle.of(postmaster).orElseThrow();
    }

    Cost read() {
        return new Cost(
                System.nanoTime(),
                threads.getCurrentThreadCpuTime(),
                system.getProcessCpuTime(),
                serverNanos(),
                allocatedBytes());
    }

    private long serverNanos() {
        return postmaster
                .children()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    private long allocatedBytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
