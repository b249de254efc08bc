package io.millrace.faults;

import java.util.List;

/** What is promised, as workloads that hold it to its word. Stateless. */
final class Workloads {
    private Workloads() {}

    /** One of each, under names that have this tag. */
    static List<Workload> all(Site site, String tag) {
        return List.of(
                UpsertWorkload.atLeastOnce(tag),
                InsertWorkload.atLeastOnce(tag),
                UpsertWorkload.exactlyOnce(tag),
                InsertWorkload.exactlyOnce(tag),
                UpsertWorkload.deferred(tag),
                InsertWorkload.deferred(tag),
                DeadLetterWorkload.on(site, tag));
    }
}
