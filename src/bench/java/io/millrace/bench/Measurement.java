package io.millrace.bench;

import org.HdrHistogram.Histogram;

/**
 * What one run took. Immutable, but for the histogram, which nobody changes.
 *
 * @param transactions of the floor and of Millrace; 0 where nobody counts them
 * @param cost what it took of the machine
 * @param putNanos how long each put took that brought records
 */
record Measurement(int rows, int transactions, Cost cost, Histogram putNanos) {
    private static final double P99 = 99;

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

    double allocatedBytes() {
        return (double) cost.allocatedBytes() / rows;
    }

    double walBytes() {
        return (double) cost.walBytes() / rows;
    }

    double putP99Millis() {
        return putNanos.getValueAtPercentile(P99) / 1e6;
    }
}
