package io.millrace.bench;

import java.util.List;
import java.util.Map;

/**
 * What promises cost: the task at least once, exactly once, and with durability deferred, in rounds that alternate. One
 * thread.
 */
final class DeliveryBenchmark {
    private static final int WARM_UP_ROWS = 150_000;
    private static final Map<String, String> EXACTLY_ONCE = Map.of("delivery.guarantee", "exactly_once");
    private static final Map<String, String> DEFERRED = Map.of("durability", "deferred");
    private static final Map<String, String> BOTH =
            Map.of("delivery.guarantee", "exactly_once", "durability", "deferred");
    private static final List<String> WORKLOADS = List.of(Workloads.INSERT_5, Workloads.NEW_5, Workloads.EXISTING_5);

    private final BenchServer server;
    private final Report report;
    private final List<Contender> contenders;

    DeliveryBenchmark(BenchServer server, Gauge gauge, Report report) {
        Millrace oneLane = Millrace.byDefault(server, gauge).withLanes(1);
        this.server = server;
        this.report = report;
        this.contenders = List.of(
                oneLane.with("at least once", Map.of()),
                oneLane.with("exactly once", EXACTLY_ONCE),
                oneLane.with("at least once, deferred", DEFERRED),
                oneLane.with("exactly once, deferred", BOTH));
    }

    void run() throws Exception {
        report.heading("What promises cost, 5 columns, 1 lane");
        report.header(List.of(
                "workload",
                "promise",
                "rows/s",
                "of at least once",
                "server µs/row",
                "client µs/row",
                "rows/transaction"));
        for (Workload workload : Workloads.ofGoals()) {
            if (WORKLOADS.contains(workload.name()) && Options.wants(workload.name())) {
                add(workload);
            }
        }
    }

    private void add(Workload workload) throws Exception {
        Dataset data = Dataset.of(workload);
        Rounds rounds = new Rounds(server);
        for (Contender contender : contenders) {
            rounds.run(contender, data.part(WARM_UP_ROWS));
        }
        List<Runs> all = TaskBenchmark.turns(contenders, contender -> rounds.run(contender, data));
        for (Runs runs : all) {
            report.row(List.of(
                    workload.title(),
                    runs.contender(),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerSecond)),
                    runs == all.get(0) ? "" : "%.3f".formatted(runs.over(all.get(0))),
                    "%.2f".formatted(runs.median(Measurement::serverMicros)),
                    "%.2f".formatted(runs.median(Measurement::clientMicros)),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerTransaction))));
        }
    }
}
