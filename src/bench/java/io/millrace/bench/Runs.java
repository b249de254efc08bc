package io.millrace.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The runs of one contender over one workload, a round each. Immutable. */
record Runs(String contender, List<Measurement> rounds) {
    Runs {
        rounds = List.copyOf(rounds);
    }

    double median(ToDoubleFunction<Measurement> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    double least(ToDoubleFunction<Measurement> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    double most(ToDoubleFunction<Measurement> figure) {
        return rounds.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** How many times as fast as another: the median of the rounds, since the machine was the same within a round. */
    double over(Runs other) {
        return median(IntStream.range(0, rounds.size())
                .mapToDouble(round -> rounds.get(round).rowsPerSecond()
                        / other.rounds.get(round).rowsPerSecond())
                .toArray());
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
