package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.util.List;
import java.util.Random;

/** When a fault strikes: what the tasks told just before, and the chance that chooses the victim. One stroke's. */
record Moment(Random random, Reading reading) {
    /** A worker with rows on their way; where none tells of any, any worker. */
    ConnectWorker victim(Crew crew) {
        List<ConnectWorker> busy = crew.atWork().stream()
                .filter(worker -> reading.bufferedBy(worker) > 0)
                .toList();
        List<ConnectWorker> eligible = busy.isEmpty() ? crew.atWork() : busy;
        return eligible.get(random.nextInt(eligible.size()));
    }

    Workload victim(List<Workload> workloads) {
        return workloads.get(random.nextInt(workloads.size()));
    }
}
