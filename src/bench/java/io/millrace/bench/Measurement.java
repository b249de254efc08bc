package io.millrace.bench;

/** What one run took. The processor time and the allocation are this JVM's. Immutable. */
record Measurement(int rows, long nanos, long cpuNanos, long allocatedBytes) {
    double rowsPerSecond() {
        return rows * 1e9 / nanos;
    }

    /** Seconds a million rows, which is also microseconds a row. */
    double cpuMicrosPerRow() {
        return cpuNanos / 1e3 / rows;
    }

    double bytesPerRow() {
        return (double) allocatedBytes / rows;
    }
}
