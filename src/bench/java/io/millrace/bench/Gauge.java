package io.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Takes the time of a run, and what it cost this JVM. Confined to the benchmark's thread. */
final class Gauge {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final long allocated;
    private final long cpu;
    private final long nanos;

    private Gauge() {
        this.allocated = allocated();
        this.cpu = SYSTEM.getProcessCpuTime();
        this.nanos = System.nanoTime();
    }

    static Gauge start() {
        return new Gauge();
    }

    Measurement stop(int rows) {
        long took = System.nanoTime() - nanos;
        return new Measurement(rows, took, SYSTEM.getProcessCpuTime() - cpu, allocated() - allocated);
    }

    /** By all threads that live; those of a run are there from before its start until after its end. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
