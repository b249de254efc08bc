package io.millrace.metrics;

import org.HdrHistogram.AbstractHistogram;

/** What is told of a latency, in milliseconds; zeros where nothing was measured. Immutable. */
record Percentiles(double p50, double p95, double p99, double max) {
    static Percentiles of(AbstractHistogram histogram, double unitsPerMilli) {
        return new Percentiles(
                histogram.getValueAtPercentile(50) / unitsPerMilli,
                histogram.getValueAtPercentile(95) / unitsPerMilli,
                histogram.getValueAtPercentile(99) / unitsPerMilli,
                histogram.getMaxValue() / unitsPerMilli);
    }
}
