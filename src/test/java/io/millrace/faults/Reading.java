package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.util.Map;

/**
 * What the tasks told at one moment. Immutable.
 *
 * @param setbacks of each task's life, by the bean and its start
 * @param buffered rows on their way in the tasks of each worker
 */
record Reading(Map<String, Setbacks> setbacks, Map<ConnectWorker, Long> buffered) {
    long bufferedBy(ConnectWorker worker) {
        return buffered.getOrDefault(worker, 0L);
    }

    long bufferedByAll() {
        return buffered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What was counted more than then, in all lives that are still told of. */
    Setbacks since(Reading then) {
        Setbacks risen = Setbacks.NONE;
        for (Map.Entry<String, Setbacks> now : setbacks.entrySet()) {
            Setbacks before = then.setbacks.getOrDefault(now.getKey(), Setbacks.NONE);
            risen = risen.plus(now.getValue().minus(before));
        }
        return risen;
    }
}
