package io.millrace.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waiting for what another process does, never without an end. Blocks the thread that asks. */
public final class Await {
    private static final long POLL_MILLIS = 50;

    private Await() {}

    /** A question that throws counts as not yet true; what it threw last becomes the cause of giving up. */
    public static void until(String what, Duration limit, Callable<Boolean> question) {
        until(what, limit, question, () -> "");
    }

    /** The evidence is asked for only when the wait was in vain: the tail of a log, a status. */
    public static void until(String what, Duration limit, Callable<Boolean> question, Supplier<String> evidence) {
        long deadline = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                if (question.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            pause();
        } while (System.nanoTime() < deadline);
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what + evidence.get(), last);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
