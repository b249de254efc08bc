package io.millrace;

import io.millrace.config.PartitionInterval;
import io.millrace.config.PartitionSettings;
import io.millrace.table.Destination;
import io.millrace.write.PartitionKeeper;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Has partitions made before their time comes, and let go when they are older than what is kept. Decides when on the
 * task thread; the work is done on the catalogue's.
 */
final class Housekeeping {
    private static final Duration OFTEN = Duration.ofMinutes(5);
    private static final Duration SELDOM = Duration.ofMinutes(30);

    private final boolean isOn;
    private final Duration every;
    private final PartitionKeeper keeper;
    private final Learner learner;
    private final Routes routes;
    private final LongSupplier nanoTime;
    private long lastNanos;
    private List<Destination> lastTables = List.of();

    Housekeeping(
            PartitionSettings settings, PartitionKeeper keeper, Learner learner, Routes routes, LongSupplier nanoTime) {
        this.isOn = settings.isOn();
        this.every = settings.interval() == PartitionInterval.HOUR ? OFTEN : SELDOM;
        this.keeper = keeper;
        this.learner = learner;
        this.routes = routes;
        this.nanoTime = nanoTime;
    }

    /** Asked in every put: does nothing unless it is time, or there is a table that was not there the last time. */
    void doWhenDue() {
        if (!isOn) {
            return;
        }
        long now = nanoTime.getAsLong();
        List<Destination> tables = routes.tables();
        boolean isDue = now - lastNanos >= every.toNanos() || !lastTables.containsAll(tables);
        if (isDue && !tables.isEmpty()) {
            lastNanos = now;
            lastTables = tables;
            learner.run(() -> tables.forEach(keeper::keep));
        }
    }
}
