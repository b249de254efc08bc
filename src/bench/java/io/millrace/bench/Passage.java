package io.millrace.bench;

/**
 * What it took to empty a topic. Immutable.
 *
 * @param records that came through between the first and the last reading of the clock
 * @param workerNanos processor time of the worker meanwhile
 * @param peakBytes the most that the worker ever had resident
 */
record Passage(long records, long nanos, long workerNanos, long peakBytes) {
    double recordsPerSecond() {
        return records * 1e9 / nanos;
    }

    /** Microseconds a record, which is also seconds a million records. */
    double workerMicros() {
        return workerNanos / 1e3 / records;
    }

    double peakMegabytes() {
        return peakBytes / 1e6;
    }
}
