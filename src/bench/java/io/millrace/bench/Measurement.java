package io.millrace.bench;

import org.HdrHistogram.Histogram;

/**
 * What one run took. Immutable, but for the histogram, which nobody changes.
 *
 * @param transactions of the floor and of Millrace; 0 where nobody counts them
 * @param cost what it took of the machine
 * @param putNanos how long each put took that brought records
 * @param steadyBytes allocated a row on this JVM's heap, in the second half of the run
 */
record Measurement(int rows, int transactions, Cost cost, Histogram putNanos, double steadyBytes) {
    private static final double P99 = 99;

    Measurement withSteadyBytes(double bytes) {
        return new Measurement(rows, transactions, cost, putNanos, bytes);
    }

    double rowsPerSecond() {
        return rows * 1e9 / cost.nanos();
    }

    double rowsPerTransaction() {
        return transactions == 0 ? 0 : (double) rows / transactions;
    }

    /** Of the thread that calls put, or copies. */
    double threadMicros() {
        return cost.threadNanos() / 1e3 / rows;
    }

    /** Microseconds a row, which is also seconds a million rows. */
    double clientMicros() {
        return cost.clientNanos() / 1e3 / rows;
    }

    double serverMicros() {
        return cost.serverNanos() / 1e3 / rows;
    }

    double walBytes() {
        return (double) cost.walBytes() / rows;
    }

    double putP99Millis() {
        return putNanos.getValueAtPercentile(P99) / 1e6;
    }
}
