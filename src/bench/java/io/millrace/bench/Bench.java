package io.millrace.bench;

import io.millrace.testing.Target;

/**
 * Runs the benchmark that is asked for: goals (all that src/docs/benchmarks.md names), delivery (what promises cost) or
 * crossover (COPY against arrays).
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Target.emptied("bench");
        Report report = new Report();
        try (BenchServer server = BenchServer.start();
                Gauge gauge = Gauge.of(server)) {
            report.line(Machine.describe(server));
            report.line("");
            report.line("Asked for: " + arguments[0] + ", " + Options.describe());
            report.line("");
            report.line("Before: " + Machine.load());
            switch (arguments[0]) {
                case "goals" -> new GoalBenchmark(server, gauge, report).run();
                case "delivery" -> new DeliveryBenchmark(server, gauge, report).run();
                case "crossover" -> new CrossoverBenchmark(server, report).run();
                default ->
                    throw new IllegalArgumentException("-Dbench is goals, delivery or crossover, not " + arguments[0]);
            }
            report.line("");
            report.line("After: " + Machine.load());
        } finally {
            System.out.println("Saved as " + report.save());
        }
    }
}
