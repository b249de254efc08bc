package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;

/** The table of the end to end, and its goals. Immutable. */
final class EndToEndTable {
    private static final double LEAST_WITH_SCHEMAS = 3;
    private static final double LEAST_RAW = 6;

    private final List<PipeResult> results;

    EndToEndTable(List<PipeResult> results) {
        this.results = List.copyOf(results);
    }

    void addTo(Report report) {
        report.heading("End to end");
        report.header(List.of(
                "what",
                "records/s",
                "slowest to fastest",
                "of the peer",
                "of thrown away",
                "worker CPU s/M",
                "peak RSS, MB"));
        for (PipeResult result : results) {
            report.row(List.of(
                    result.pipe().title(),
                    "%,.0f".formatted(result.median(Passage::recordsPerSecond)),
                    spread(result),
                    result.pipe().sink() == Pipe.Sink.MILLRACE
                            ? "%.1f".formatted(result.over(peer(result.pipe().isUpsert())))
                            : "",
                    "%.2f".formatted(result.over(discarded(result.pipe().payload()))),
                    "%.2f".formatted(result.median(Passage::workerMicros)),
                    "%,.0f".formatted(result.median(Passage::peakMegabytes))));
        }
    }

    private static String spread(PipeResult result) {
        double least = result.rounds().stream()
                .mapToDouble(Passage::recordsPerSecond)
                .min()
                .orElseThrow();
        double most = result.rounds().stream()
                .mapToDouble(Passage::recordsPerSecond)
                .max()
                .orElseThrow();
        return "%,.0f to %,.0f".formatted(least, most);
    }

    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (PipeResult result : results) {
            Pipe pipe = result.pipe();
            if (pipe.sink() == Pipe.Sink.MILLRACE && pipe.payload() != Payload.SCHEMALESS) {
                double wanted = pipe.payload() == Payload.RAW ? LEAST_RAW : LEAST_WITH_SCHEMAS;
                double ratio = result.over(peer(pipe.isUpsert()));
                goals.add(Goal.atLeast("end to end, " + pipe.title() + " / peer", "×", wanted, ratio));
            }
        }
        return goals;
    }

    private PipeResult peer(boolean isUpsert) {
        return results.stream()
                .filter(it -> it.pipe().sink() == Pipe.Sink.PEER && it.pipe().isUpsert() == isUpsert)
                .findFirst()
                .orElseThrow();
    }

    private PipeResult discarded(Payload payload) {
        return results.stream()
                .filter(it -> it.pipe().sink() == Pipe.Sink.DISCARD && it.pipe().payload() == payload)
                .findFirst()
                .orElseThrow();
    }
}
