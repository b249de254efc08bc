package io.millrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of latencies, and its goals. Immutable. */
final class LatencyTable {
    private static final double MEDIAN = 50;
    private static final double P95 = 95;
    private static final double P99 = 99;
    private static final double MOST_MEDIAN_MILLIS = 5;
    private static final double MOST_P99_MILLIS = 25;

    private final List<LatencyStage> stages;

    LatencyTable(List<LatencyStage> stages) {
        this.stages = List.copyOf(stages);
    }

    void addTo(Report report) {
        report.heading("Latency, from produce to visible, ms");
        report.header(List.of("durability", "records/s", "p50", "p95", "p99", "max"));
        for (LatencyStage stage : stages) {
            report.row(List.of(
                    stage.durability(),
                    "%,d".formatted(stage.perSecond()),
                    "%.1f".formatted(stage.millis(MEDIAN)),
                    "%.1f".formatted(stage.millis(P95)),
                    "%.1f".formatted(stage.millis(P99)),
                    "%.1f".formatted(stage.maxMillis())));
        }
    }

    List<Map<String, Object>> figures() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LatencyStage stage : stages) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("durability", stage.durability());
            row.put("recordsPerSecond", stage.perSecond());
            row.put("p50Millis", stage.millis(MEDIAN));
            row.put("p95Millis", stage.millis(P95));
            row.put("p99Millis", stage.millis(P99));
            row.put("maxMillis", stage.maxMillis());
            rows.add(row);
        }
        return rows;
    }

    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        LatencyStage byDefault = promised(Latency.COMMIT);
        goals.add(Goal.atMost("latency at 1,000 records/s, p50", " ms", MOST_MEDIAN_MILLIS, byDefault.millis(MEDIAN)));
        goals.add(Goal.atMost("latency at 1,000 records/s, p99", " ms", MOST_P99_MILLIS, byDefault.millis(P99)));
        double deferred = promised(Latency.DEFERRED).millis(MEDIAN);
        String title = "latency at 1,000 records/s, p50, durability=deferred below the default's";
        goals.add(Goal.atMost(title, " ms", byDefault.millis(MEDIAN), deferred));
        return goals;
    }

    private LatencyStage promised(String durability) {
        return stages.stream()
                .filter(it -> it.durability().equals(durability) && it.perSecond() == Latency.PROMISED_RATE)
                .findFirst()
                .orElseThrow();
    }

    void draw() throws IOException {
        LineChart chart = new LineChart("Latency by rate, ms", "records/s");
        for (String durability :
                stages.stream().map(LatencyStage::durability).distinct().toList()) {
            for (double percentile : new double[] {MEDIAN, P99}) {
                List<LineChart.Point> points = stages.stream()
                        .filter(it -> it.durability().equals(durability))
                        .map(it -> new LineChart.Point(it.perSecond(), it.millis(percentile)))
                        .toList();
                chart.add(durability + ", p%.0f".formatted(percentile), points);
            }
        }
        chart.save("latency");
    }
}
