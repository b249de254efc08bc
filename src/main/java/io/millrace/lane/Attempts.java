package io.millrace.lane;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How often one thing was tried, and since when. Confined to a lane's thread. */
final class Attempts {
    private final LongSupplier nanoTime;
    private final long started;
    private int made;

    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** One more is made. */
    void begin() {
        made++;
    }

    int made() {
        return made;
    }

    Duration sinceFirst() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }

    @Override
    public String toString() {
        return made + " attempts in " + sinceFirst().toSeconds() + " s";
    }
}
