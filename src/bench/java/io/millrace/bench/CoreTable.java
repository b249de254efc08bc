package io.millrace.bench;

import java.util.List;

/** The table of the core benchmark: a line a workload and contender. Confined to the benchmark's thread. */
final class CoreTable {
    private final Report report;

    CoreTable(Report report) {
        this.report = report;
    }

    void begin(Shape shape) {
        report.heading(shape.title());
        report.header(List.of(
                "workload",
                "by",
                "rows/s",
                "slowest to fastest run",
                "of the floor",
                "of one lane",
                "server µs/row",
                "client µs/row",
                "of that put",
                "heap B/row",
                "rows/transaction"));
    }

    /** The floor comes first, one lane next. */
    void add(Workload workload, List<Runs> contenders) {
        Runs floor = contenders.get(0);
        Runs oneLane = contenders.get(1);
        for (Runs runs : contenders) {
            report.row(List.of(
                    workload.title(),
                    runs.contender(),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerSecond)),
                    "%,.0f to %,.0f"
                            .formatted(runs.least(Measurement::rowsPerSecond), runs.most(Measurement::rowsPerSecond)),
                    runs == floor ? "" : "%.2f".formatted(runs.over(floor)),
                    runs == floor || runs == oneLane ? "" : "%.2f".formatted(runs.over(oneLane)),
                    "%.2f".formatted(runs.median(Measurement::serverMicros)),
                    "%.2f".formatted(runs.median(Measurement::clientMicros)),
                    "%.2f".formatted(runs.median(Measurement::threadMicros)),
                    "%,.0f".formatted(runs.median(Measurement::allocatedBytes)),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerBatch))));
        }
    }
}
