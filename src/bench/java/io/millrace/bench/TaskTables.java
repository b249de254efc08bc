package io.millrace.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables of the task level: a line a workload, and below it a line a contender. Confined to the benchmark's thread. */
final class TaskTables {
    private final Report report;

    TaskTables(Report report) {
        this.report = report;
    }

    void add(List<TaskResult> results) {
        report.heading("Task level");
        report.header(List.of(
                "workload",
                "floor, rows/s",
                "1 lane",
                "default lanes",
                "peer",
                "1 lane / floor",
                "default / 1 lane",
                "default / peer",
                "client CPU s/M rows (peer)",
                "heap B/row (peer)",
                "WAL B/row: floor, Millrace, peer",
                "p99 of put, ms (peer)"));
        results.forEach(this::addWorkload);
        addRuns(results);
    }

    private void addWorkload(TaskResult result) {
        report.row(List.of(
                result.workload().title(),
                rate(result.floor()),
                rate(result.oneLane()),
                rate(result.byDefault()),
                rate(result.peer()),
                "%.2f".formatted(result.ofFloor()),
                "%.2f".formatted(result.ofOneLane()),
                "%.1f".formatted(result.ofPeer()),
                beside("%.2f", result, Measurement::clientMicros),
                beside("%,.0f", result, Measurement::steadyBytes),
                "%.0f, %.0f, %.0f"
                        .formatted(
                                result.floor().median(Measurement::walBytes),
                                result.byDefault().median(Measurement::walBytes),
                                result.peer().median(Measurement::walBytes)),
                beside("%.1f", result, Measurement::putP99Millis)));
    }

    private static String rate(Runs runs) {
        return "%,.0f".formatted(runs.median(Measurement::rowsPerSecond));
    }

    private static String beside(String format, TaskResult result, ToDoubleFunction<Measurement> figure) {
        return (format + " (" + format + ")")
                .formatted(result.byDefault().median(figure), result.peer().median(figure));
    }

    private void addRuns(List<TaskResult> results) {
        report.heading("Each contender");
        report.header(List.of(
                "workload",
                "by",
                "rows/s",
                "slowest to fastest",
                "server µs/row",
                "client µs/row",
                "of that put",
                "heap B/row",
                "WAL B/row",
                "p99 of put, ms",
                "rows/transaction"));
        for (TaskResult result : results) {
            result.all().forEach(runs -> addRuns(result.workload(), runs));
        }
    }

    private void addRuns(Workload workload, Runs runs) {
        report.row(List.of(
                workload.name(),
                runs.contender(),
                rate(runs),
                "%,.0f to %,.0f"
                        .formatted(runs.least(Measurement::rowsPerSecond), runs.most(Measurement::rowsPerSecond)),
                "%.2f".formatted(runs.median(Measurement::serverMicros)),
                "%.2f".formatted(runs.median(Measurement::clientMicros)),
                "%.2f".formatted(runs.median(Measurement::threadMicros)),
                "%,.0f".formatted(runs.median(Measurement::steadyBytes)),
                "%.0f".formatted(runs.median(Measurement::walBytes)),
                "%.1f".formatted(runs.median(Measurement::putP99Millis)),
                "%,.0f".formatted(runs.median(Measurement::rowsPerTransaction))));
    }
}
