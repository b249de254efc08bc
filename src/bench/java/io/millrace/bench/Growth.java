package io.millrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Millrace's rate changes as things grow: the table, the number of tables, of partitions, and the batch. Only with
 * -Dfull, or by name. One thread.
 */
final class Growth {
    static final String TABLES = "growth-tables";
    static final String PARTITIONS = "growth-partitions";
    static final String BATCHES = "growth-batches";
    static final List<String> NAMES = List.of(TABLES, PARTITIONS, BATCHES, TableGrowth.NAME);

    private static final List<Integer> COUNTS = List.of(1, 2, 5, 10, 20, 50, 100, 200);
    private static final List<Integer> SIZES = List.of(1, 10, 100, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000);
    private static final int ROWS = 400_000;
    /** Small batches write slowly, and need fewer rows to tell how slowly. */
    private static final int ROWS_A_BATCH_ROW = 4_000;

    private final BenchServer server;
    private final Gauge gauge;
    private final Report report;
    private final JsonReport json;

    Growth(BenchServer server, Gauge gauge, Report report, JsonReport json) {
        this.server = server;
        this.gauge = gauge;
        this.report = report;
        this.json = json;
    }

    /** Runs what of it is wanted. */
    void run() throws Exception {
        if (isWanted(TABLES)) {
            save(TABLES, "tables of one task", spread(tables -> new Spread(tables, 1)));
        }
        if (isWanted(PARTITIONS)) {
            save(PARTITIONS, "partitions of one task", spread(partitions -> new Spread(1, partitions)));
        }
        if (isWanted(BATCHES)) {
            save(BATCHES, "rows of a batch at most", batches());
        }
        if (isWanted(TableGrowth.NAME)) {
            save(TableGrowth.NAME, "millions of rows in the table", new TableGrowth(server, gauge).lines());
        }
    }

    private static boolean isWanted(String name) {
        return Options.isNamed(name) || (Options.full() && Options.wants(name));
    }

    private interface Spreading {
        Spread over(int count);
    }

    private List<LineChart.Line> spread(Spreading spreading) throws Exception {
        List<LineChart.Line> lines = new ArrayList<>();
        for (Arrival arrival : List.of(Arrival.INSERT, Arrival.NEW)) {
            List<LineChart.Point> points = new ArrayList<>();
            for (int count : COUNTS) {
                Workload workload = Workload.of("growth", Shape.FIVE, Options.scaled(ROWS), arrival)
                        .over(spreading.over(count));
                points.add(new LineChart.Point(count, rate(Millrace.byDefault(server, gauge), workload)));
            }
            lines.add(new LineChart.Line(arrival.title(), points));
        }
        return lines;
    }

    private List<LineChart.Line> batches() throws Exception {
        List<LineChart.Line> lines = new ArrayList<>();
        for (Arrival arrival : List.of(Arrival.INSERT, Arrival.NEW, Arrival.EXISTING)) {
            List<LineChart.Point> points = new ArrayList<>();
            for (int size : SIZES) {
                int rows = Options.scaled((int) Math.min(2L * ROWS, (long) size * ROWS_A_BATCH_ROW));
                Map<String, String> settings =
                        Map.of("batch.max.rows", Integer.toString(size), "batch.bytes", "67108864", "lanes", "1");
                Millrace millrace = Millrace.byDefault(server, gauge).with("batches of " + size, settings);
                points.add(new LineChart.Point(size, rate(millrace, Workload.of("growth", Shape.FIVE, rows, arrival))));
            }
            lines.add(new LineChart.Line(arrival.title(), points));
        }
        return lines;
    }

    private double rate(Contender contender, Workload workload) throws Exception {
        Dataset data = Dataset.of(workload);
        Rounds rounds = new Rounds(server);
        rounds.run(contender, data.part(workload.rows() / 4));
        List<Runs> runs = TaskBenchmark.turns(List.of(contender), it -> rounds.run(it, data));
        return runs.get(0).median(Measurement::rowsPerSecond);
    }

    private void save(String name, String axis, List<LineChart.Line> lines) throws IOException {
        report.heading("Rows/s by " + axis);
        LineChart chart = new LineChart("Rows/s by " + axis, axis);
        for (LineChart.Line line : lines) {
            chart.add(line.name(), line.points());
            report.header(List.of(axis, line.name() + ", rows/s"));
            for (LineChart.Point point : line.points()) {
                report.row(List.of("%,.0f".formatted(point.x()), "%,.0f".formatted(point.y())));
            }
            report.line("");
        }
        chart.save(name);
        json.add(name, lines);
    }
}
