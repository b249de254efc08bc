package io.millrace.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The passages of one pipe, one a round. Immutable. */
record PipeResult(Pipe pipe, List<Passage> rounds) {
    double median(ToDoubleFunction<Passage> figure) {
        return Runs.median(rounds.stream().mapToDouble(figure).toArray());
    }

    /** How many times as fast as another: the median of the rounds, since the machine was the same within a round. */
    double over(PipeResult other) {
        return Runs.median(IntStream.range(0, rounds.size())
                .mapToDouble(round -> rounds.get(round).recordsPerSecond()
                        / other.rounds.get(round).recordsPerSecond())
                .toArray());
    }
}
