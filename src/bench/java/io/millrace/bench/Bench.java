package io.millrace.bench;

import java.util.List;
import java.util.Map;

/** Runs the benchmark that is asked for. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String only = System.getProperty("workloads", "");
        try (BenchServer server = BenchServer.start()) {
            CoreBenchmark core = new CoreBenchmark(server, Integer.getInteger("rounds", 3));
            for (Shape shape : Shape.values()) {
                if (!System.getProperty("shapes", shape.name()).contains(shape.name())) continue;
                for (Workload workload : Workload.values()) {
                    if (!only.isEmpty() && !List.of(only.split(",")).contains(workload.name())) continue;
                    Map<String, List<Measurement>> runs = core.run(workload, shape);
                    double[] floor = {0};
                    runs.forEach((name, list) -> {
                        double[] r = list.stream()
                                .mapToDouble(Measurement::rowsPerSecond)
                                .sorted()
                                .toArray();
                        double median = r[r.length / 2];
                        if (floor[0] == 0) floor[0] = median;
                        System.out.printf(
                                "| %s | %d | %s | %,.0f | %,.0f..%,.0f | %.2f | %.2f | %.0f |%n",
                                workload.title(),
                                shape.columns(),
                                name,
                                median,
                                r[0],
                                r[r.length - 1],
                                median / floor[0],
                                list.stream()
                                        .mapToDouble(Measurement::cpuMicrosPerRow)
                                        .sorted()
                                        .toArray()[r.length / 2],
                                list.stream()
                                        .mapToDouble(Measurement::bytesPerRow)
                                        .sorted()
                                        .toArray()[r.length / 2]);
                    });
                }
            }
        }
    }
}
