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

    /** Looks for as long as this; the first "no" fails. For what must not happen, which no wait can prove. */
    public static void holdsFor(String what, Duration length, Callable<Boolean> question) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            if (!question.call()) {
                throw new AssertionError("no longer so: " + what);
            }
            pause();
        }
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
