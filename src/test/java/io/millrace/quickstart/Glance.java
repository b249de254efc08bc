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
        double p99Millis,
        Found found) {
    /** What the table held; where the database is away, what it held last. */
    record Found(boolean isReachable, long rows, List<String> sample) {
        Found lost() {
            return new Found(false, rows, sample);
        }
    }

    boolean isReachable() {
        return found.isReachable();
    }

    long rows() {
        return found.rows();
    }

    List<String> sample() {
        return found.sample();
    }
}
