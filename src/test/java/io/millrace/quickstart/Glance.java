package io.millrace.quickstart;

import java.time.Duration;
import java.util.List;

/** What is seen in one second: counts since the start, and the rate since the glance before. */
record Glance(
        Duration elapsed,
        long produced,
        long durable,
        double durablePerSecond,
        long lag,
        long rows,
        double p99Millis,
        List<String> sample) {}
