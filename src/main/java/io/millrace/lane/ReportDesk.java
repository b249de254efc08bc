package io.millrace.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where lanes wait until the task thread has reported what they must not write. Guarded by its own lock. */
final class ReportDesk {
    private final List<ReportRequest> asked = new ArrayList<>();
    private final Set<ReportRequest> answered = new HashSet<>();
    private boolean closed;

    /** Asks, and waits for the reports to arrive; false when the task is stopping. A lane's side. */
    synchronized boolean await(ReportRequest request) throws InterruptedException {
        asked.add(request);
        while (!closed && !answered.remove(request)) {
            wait();
        }
        return !closed;
    }

    /** Moves what was asked since the last call. The task thread's side, as what follows. */
    synchronized void drain(List<ReportRequest> into) {
        into.addAll(asked);
        asked.clear();
    }

    /** All of its reports have arrived. */
    synchronized void answer(ReportRequest request) {
        answered.add(request);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
