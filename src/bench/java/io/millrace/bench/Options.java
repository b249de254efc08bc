package io.millrace.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked for on Maven's command line, see the profile bench in the pom. Stateless. */
final class Options {
    private static final int ROUNDS = 3;
    private static final int ROUNDS_IN_FULL = 5;

    private Options() {}

    /** The whole matrix, in hours. */
    static boolean full() {
        return Boolean.getBoolean("bench.full");
    }

    static int rounds() {
        String asked = System.getProperty("bench.rounds", "");
        return asked.isEmpty() ? full() ? ROUNDS_IN_FULL : ROUNDS : Integer.parseInt(asked);
    }

    /** So many rows or seconds, or fewer where the benchmark itself is tried out with -Dscale. */
    static int scaled(int amount) {
        return Math.max(1, (int) (amount * Double.parseDouble(System.getProperty("bench.scale", "1"))));
    }

    /** Whether this is to be measured: all of it is, where nothing is named. */
    static boolean wants(String workload) {
        List<String> names = list("bench.workload");
        return names.isEmpty() || names.contains(workload);
    }

    static boolean isNamed(String workload) {
        return list("bench.workload").contains(workload);
    }

    /** A misspelt name would measure nothing. */
    static void requireKnown(List<String> workloads) {
        List<String> unknown = list("bench.workload").stream()
                .filter(it -> !workloads.contains(it))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("-Dworkload has " + unknown + ", and knows " + workloads);
        }
    }

    /** For the report: figures of other options are not to be taken for these. */
    static String describe() {
        return "rounds " + rounds() + ", full " + full() + ", scale " + System.getProperty("bench.scale", "1")
                + ", workloads " + list("bench.workload") + ", settings " + settings();
    }

    /** What one wants to try, such as batch.max.rows=20000,linger.ms=5. */
    static Map<String, String> settings() {
        return list("bench.settings").stream()
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    }

    private static List<String> list(String property) {
        return Arrays.stream(System.getProperty(property, "").split(","))
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
