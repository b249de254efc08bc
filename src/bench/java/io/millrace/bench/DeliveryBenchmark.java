package io.millrace.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.management.JMException;

/**
 * What promises cost: the task at least once, exactly once, and with durability deferred, in rounds that alternate. One
 * thread.
 */
final class DeliveryBenchmark {
    private static final int POLL = 500;
    private static final Map<String, String> EXACTLY_ONCE = Map.of("delivery.guarantee", "exactly_once");
    private static final Map<String, String> DEFERRED = Map.of("durability", "deferred");
    private static final Map<String, String> BOTH =
            Map.of("delivery.guarantee", "exactly_once", "durability", "deferred");

    private final CoreBenchmark tables;
    private final Report report;
    private final List<Contender> contenders;

    DeliveryBenchmark(BenchServer server, Gauge gauge, CoreBenchmark tables, Report report) {
        this.tables = tables;
        this.report = report;
        this.contenders = List.of(
                new Task(server, gauge, 1, POLL).promising("at least once", Map.of()),
                new Task(server, gauge, 1, POLL).promising("exactly once", EXACTLY_ONCE),
                new Task(server, gauge, 1, POLL).promising("at least once, deferred", DEFERRED),
                new Task(server, gauge, 1, POLL).promising("exactly once, deferred", BOTH));
    }

    void run(List<Workload> workloads) throws SQLException, JMException {
        report.heading("What promises cost, 5 columns, 1 lane");
        report.header(List.of(
                "workload",
                "promise",
                "rows/s",
                "of at least once",
                "server µs/row",
                "client µs/row",
                "rows/transaction"));
        for (Workload workload : workloads) {
            add(workload);
        }
    }

    private void add(Workload workload) throws SQLException, JMException {
        List<Runs> all = tables.measure(workload, Shape.FIVE, contenders);
        for (Runs runs : all) {
            report.row(List.of(
                    workload.title(),
                    runs.contender(),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerSecond)),
                    runs == all.get(0) ? "" : "%.3f".formatted(runs.over(all.get(0))),
                    "%.2f".formatted(runs.median(Measurement::serverMicros)),
                    "%.2f".formatted(runs.median(Measurement::clientMicros)),
                    "%,.0f".formatted(runs.median(Measurement::rowsPerBatch))));
        }
    }
}
