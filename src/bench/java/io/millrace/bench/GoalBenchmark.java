package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;

/** All that goals speak of, and with -Dfull the matrix around it. One thread. */
final class GoalBenchmark {
    private final BenchServer server;
    private final Gauge gauge;
    private final Report report;
    private final JsonReport json;
    private final List<Goal> goals = new ArrayList<>();

    GoalBenchmark(BenchServer server, Gauge gauge, Report report) throws Exception {
        this.server = server;
        this.gauge = gauge;
        this.report = report;
        this.json = new JsonReport(Machine.describe(server));
    }

    /** What was measured before a failure is kept. */
    void run() throws Exception {
        Options.requireKnown(known());
        try {
            taskLevel();
            if (Options.wants(EndToEnd.NAME)) {
                endToEnd();
            }
            if (Options.wants(Latency.NAME)) {
                latency();
            }
            new Growth(server, gauge, report, json).run();
        } finally {
            GoalTable.add(goals, report);
            json.goals(goals);
            json.save();
        }
    }

    private static List<String> known() {
        List<String> known = new ArrayList<>(Workloads.names());
        known.addAll(List.of(EndToEnd.NAME, Latency.NAME));
        known.addAll(Growth.NAMES);
        return known;
    }

    private void taskLevel() throws Exception {
        List<TaskResult> results = new ArrayList<>();
        try (PeerPlugin plugin = PeerPlugin.load()) {
            TaskBenchmark benchmark = new TaskBenchmark(server, gauge, plugin);
            for (Workload workload : Workloads.chosen()) {
                report.progress(workload.title());
                results.add(benchmark.measure(workload));
            }
        }
        if (!results.isEmpty()) {
            new TaskTables(report).add(results);
            json.taskLevel(results);
            goals.addAll(new TaskGoals(results).all());
            RatioChart.save("floor", "One lane over the floor", results, TaskResult::ofFloor);
            RatioChart.save("peer", "Default lanes over the peer at its best", results, TaskResult::ofPeer);
        }
    }

    private void endToEnd() throws Exception {
        report.progress("end to end");
        List<PipeResult> results = EndToEnd.measure(server);
        EndToEndTable table = new EndToEndTable(results);
        table.addTo(report);
        json.add("endToEnd", results);
        goals.addAll(table.goals());
    }

    private void latency() throws Exception {
        report.progress("latency");
        LatencyTable table = new LatencyTable(Latency.measure(server));
        table.addTo(report);
        table.draw();
        json.add("latency", table.figures());
        goals.addAll(table.goals());
    }
}
