package io.millrace.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.HdrHistogram.Recorder;

/**
 * A latency over about the last minute. Any thread records, without waiting; any thread reads.
 *
 * <p>Time is cut into slots. What the recorder holds belongs to the slot in which it was last drained, and whoever
 * comes first in a later slot, writer or reader, drains it. So a slot ages by the clock alone: two readers take
 * nothing from each other, and without a reader nothing piles up. A writer that finds the lock taken goes on; its
 * value then counts in the slot before, which is as exact as "about a minute" is.
 */
final class LatencyWindow {
    private static final int SLOTS = 6;
    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Exporters read attributes one by one; a scrape should cost one merge, and a second old is fresh enough. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Two digits keep a value within 1 %, in some 10 kB a slot; three would take eight times that. */
    private static final int DIGITS = 2;

    private final LongSupplier clock;
    private final long origin;
    private final long highest;
    private final double unitsPerMilli;
    private final Recorder recorder;
    private volatile long slot;
    private volatile Reading reading;

    // Guarded by the lock
    private final ReentrantLock lock = new ReentrantLock();
    private final IntCountsHistogram[] slots = new IntCountsHistogram[SLOTS];
    private final IntCountsHistogram merged;
    private Histogram drained;

    private record Reading(Percentiles percentiles, long nanos) {}

    private LatencyWindow(long highest, double unitsPerMilli, LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
        this.highest = highest;
        this.unitsPerMilli = unitsPerMilli;
        this.recorder = new Recorder(highest, DIGITS);
        this.merged = new IntCountsHistogram(highest, DIGITS);
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new IntCountsHistogram(highest, DIGITS);
        }
    }

    /** For what is over within an hour; values are microseconds. */
    static LatencyWindow ofMicros(LongSupplier clock) {
        return new LatencyWindow(TimeUnit.HOURS.toMicros(1), 1000, clock);
    }

    /** For what may take weeks, as the replay of an old topic does; values are milliseconds. */
    static LatencyWindow ofMillis(LongSupplier clock) {
        return new LatencyWindow(TimeUnit.DAYS.toMillis(100), 1, clock);
    }

    /** A value outside of what can be told counts as the nearest that can. */
    void record(long value) {
        long now = slotAt(clock.getAsLong());
        if (now != slot && lock.tryLock()) {
            try {
                turnTo(now);
            } finally {
                lock.unlock();
            }
        }
        recorder.recordValue(Math.max(0, Math.min(value, highest)));
    }

    Percentiles percentiles() {
        long now = clock.getAsLong();
        Reading last = reading;
        if (last != null && now - last.nanos < FRESH_NANOS) {
            return last.percentiles;
        }
        lock.lock();
        try {
            Percentiles merged = merge(slotAt(now));
            reading = new Reading(merged, now);
            return merged;
        } finally {
            lock.unlock();
        }
    }

    private Percentiles merge(long now) {
        turnTo(now);
        drain();
        merged.reset();
        for (IntCountsHistogram each : slots) {
            merged.add(each);
        }
        return Percentiles.of(merged, unitsPerMilli);
    }

    private void turnTo(long now) {
        if (now <= slot) {
            return;
        }
        drain();
        long first = Math.max(slot + 1, now - SLOTS + 1);
        for (long stale = first; stale <= now; stale++) {
            slots[(int) (stale % SLOTS)].reset();
        }
        slot = now;
    }

    private void drain() {
        drained = recorder.getIntervalHistogram(drained);
        slots[(int) (slot % SLOTS)].add(drained);
    }

    private long slotAt(long nanos) {
        return (nanos - origin) / SLOT_NANOS;
    }
}
