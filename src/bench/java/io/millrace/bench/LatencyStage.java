package io.millrace.bench;

import org.HdrHistogram.Histogram;

/**
 * Latencies at one rate: from the moment a record was to be produced until its row was seen. Immutable, but for the
 * histogram, which nobody changes.
 *
 * @param durability the setting that it was measured with
 */
record LatencyStage(String durability, int perSecond, Histogram micros) {
    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    double maxMillis() {
        return micros.getMaxValue() / 1e3;
    }
}
