package io.millrace.bench;

/**
 * What one run took. Immutable.
 *
 * @param batches the transactions
 * @param cost what it took of the machine
 */
record Measurement(int rows, int batches, Cost cost) {
    double rowsPerSecond() {
        return rows * 1e9 / cost.nanos();
    }

    double rowsPerBatch() {
        return (double) rows / batches;
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
}
