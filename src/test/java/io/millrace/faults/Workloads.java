package io.millrace.faults;

import io.millrace.PostgresSinkConnector;
import java.util.ArrayList;
import java.util.List;

/** What is promised, as workloads that hold it to its word. Stateless. */
final class Workloads {
    private static final String GUARANTEE = "delivery.guarantee";

    private Workloads() {}

    /** One of each, under names that have this tag. */
    static List<Workload> all(String tag) {
        List<Workload> all = new ArrayList<>();
        all.add(UpsertWorkload.atLeastOnce(tag));
        all.add(InsertWorkload.atLeastOnce(tag));
        if (new PostgresSinkConnector().config().names().contains(GUARANTEE)) {
            all.add(UpsertWorkload.exactlyOnce(tag));
            all.add(InsertWorkload.exactlyOnce(tag));
        }
        return all;
    }
}
