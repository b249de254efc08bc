package io.millrace.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the benchmark that is asked for: core (the task against the floor), delivery (what promises cost) or crossover (COPY against arrays). System
 * properties narrow the first one down, see the profile bench in the pom.
 */
public final class Bench {
    private static final int ROUNDS = 3;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Report report = new Report();
        try (BenchServer server = BenchServer.start()) {
            report.line(Machine.describe(server));
            report.line("");
            report.line("Before: " + Machine.load());
            switch (arguments[0]) {
                case "core" -> core(server, report);
                case "delivery" -> delivery(server, report);
                case "crossover" -> new CrossoverBenchmark(server, report).run();
                default ->
                    throw new IllegalArgumentException("-Dbench is core, delivery or crossover, not " + arguments[0]);
            }
            report.line("");
            report.line("After: " + Machine.load());
        }
        Path saved = report.save();
        System.out.println("Saved as " + saved);
    }

    private static void core(BenchServer server, Report report) throws Exception {
        int rounds = Integer.getInteger("bench.rounds", ROUNDS);
        List<Shape> shapes = chosen("bench.shapes", Shape.values());
        List<Workload> workloads = chosen("bench.workloads", Workload.values());
        new CoreBenchmark(server, new Gauge(server.postmaster()), rounds).run(shapes, workloads, report);
    }

    private static void delivery(BenchServer server, Report report) throws Exception {
        Gauge gauge = new Gauge(server.postmaster());
        CoreBenchmark tables = new CoreBenchmark(server, gauge, Integer.getInteger("bench.rounds", ROUNDS));
        List<Workload> all = List.of(Workload.INSERT, Workload.UPSERT_NEW, Workload.UPSERT_EXISTING);
        List<Workload> workloads = chosen("bench.workloads", Workload.values());
        new DeliveryBenchmark(server, gauge, tables, report)
                .run(all.stream().filter(workloads::contains).toList());
    }

    private static <E extends Enum<E>> List<E> chosen(String property, E[] all) {
        String asked = System.getProperty(property, "");
        List<String> names = List.of(asked.split(","));
        return Arrays.stream(all)
                .filter(it -> asked.isEmpty() || names.contains(it.name()))
                .toList();
    }
}
