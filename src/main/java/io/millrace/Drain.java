package io.millrace;

import io.millrace.lane.Lanes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Lets lanes write all that they hold before something is done that their rows must not meet. Confined to the task thread. */
final class Drain {
    /** Lanes go down while we wait for them, and are asked this often. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Lanes lanes;
    private final Settling settling;
    private final LongSupplier nanoTime;

    Drain(Lanes lanes, Settling settling, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.settling = settling;
        this.nanoTime = nanoTime;
    }

    /** Waits until the deadline; then a RetriableException says that the whole put is to come again. Not within a filling. */
    void await(String why, long deadlineNanos) {
        lanes.sealAll();
        while (lanes.heldRecords() > 0) {
            long left = deadlineNanos - nanoTime.getAsLong();
            if (left <= 0 || lanes.isDown()) {
                throw new RetriableException("Rows are still on their way to PostgreSQL, and " + why
                        + " waits for them; the same records will be tried again");
            }
            await(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
            settling.settle();
        }
    }

    private void await(Duration atMost) {
        try {
            lanes.awaitSettlement(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for PostgreSQL");
        }
    }
}
