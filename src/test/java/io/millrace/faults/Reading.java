package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.util.Map;

/**
 * What the tasks told at one moment. Immutable.
 *
 * @param retries of each task's life, by the bean and its start
 * @param resourceRetries of these, those for want of connections or disk
 * @param buffered rows on their way in the tasks of each worker
 */
record Reading(Map<String, Long> retries, Map<String, Long> resourceRetries, Map<ConnectWorker, Long> buffered) {
    long bufferedBy(ConnectWorker worker) {
        return buffered.getOrDefault(worker, 0L);
    }

    long bufferedByAll() {
        return buffered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many retries more than then, in all lives that are still told of. */
    long retriesSince(Reading then) {
        return risen(then.retries, retries);
    }

    long resourceRetriesSince(Reading then) {
        return risen(then.resourceRetries, resourceRetries);
    }

    private static long risen(Map<String, Long> before, Map<String, Long> after) {
        long risen = 0;
        for (Map.Entry<String, Long> now : after.entrySet()) {
            risen += now.getValue() - before.getOrDefault(now.getKey(), 0L);
        }
        return risen;
    }
}
