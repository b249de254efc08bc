package io.millrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when the test says so. */
final class ManualClock {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    // Any start will do, as for System.nanoTime; a negative one finds those who rely on its sign.
    private final AtomicLong nanos = new AtomicLong(-5);

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    long nanos() {
        return nanos.get();
    }

    Clocks clocks() {
        return new Clocks(() -> START.plusNanos(nanos.get() + 5), nanos::get);
    }
}
