package io.millrace.bench;

import java.util.List;
import java.util.Map;

/** Runs the benchmark that is asked for. */
public final class Bench {
    private Bench() {}

    static double med(List<Measurement> list, java.util.function.ToDoubleFunction<Measurement> f) {
        double[] r = list.stream().mapToDouble(f).sorted().toArray();
        return r.length % 2 == 1 ? r[r.length / 2] : (r[r.length / 2] + r[r.length / 2 - 1]) / 2;
    }

    public static void main(String[] arguments) throws Exception {
        String only = System.getProperty("workloads", "");
        try (BenchServer server = BenchServer.start()) {
            CoreBenchmark core =
                    new CoreBenchmark(server, new Gauge(server.postmaster()), Integer.getInteger("rounds", 3));
            for (Shape shape : Shape.values()) {
                if (!System.getProperty("shapes", shape.name()).contains(shape.name())) continue;
                for (Workload workload : Workload.values()) {
                    if (!only.isEmpty() && !List.of(only.split(",")).contains(workload.name())) continue;
                    Map<String, List<Measurement>> runs = core.run(workload, shape);
                    double[] floor = {0, 0, 0};
                    runs.forEach((name, list) -> {
                        double[] r = list.stream()
                                .mapToDouble(Measurement::rowsPerSecond)
                                .sorted()
                                .toArray();
                        int m = (r.length - 1) / 2;
                        double server_ = med(list, Measurement::serverMicros);
                        if (floor[0] == 0) {
                            floor[0] = med(list, Measurement::rowsPerSecond);
                            floor[1] = r[r.length - 1];
                            floor[2] = server_;
                        }
                        System.out.printf(
                                "| %s | %d | %s | %,.0f | %,.0f..%,.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f |%n",
                                workload.title(),
                                shape.columns(),
                                name,
                                med(list, Measurement::rowsPerSecond),
                                r[0],
                                r[r.length - 1],
                                med(list, Measurement::rowsPerSecond) / floor[0],
                                r[r.length - 1] / floor[1],
                                med(list, Measurement::clientMicros),
                                server_,
                                server_ / floor[2],
                                med(list, Measurement::allocatedBytes),
                                med(list, Measurement::rowsPerBatch));
                    });
                }
            }
        }
    }
}
