package io.millrace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.testing.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same figures for programs: every round of every contender. Confined to the benchmark's thread. */
final class JsonReport {
    private final Map<String, Object> root = new LinkedHashMap<>();

    JsonReport(String machine) {
        root.put("machine", machine);
        root.put("options", Options.describe());
        root.put("loadBefore", Machine.load());
    }

    void goals(List<Goal> goals) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Goal goal : goals) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("goal", goal.title());
            row.put("wanted", goal.wanted());
            row.put("atMost", goal.atMost());
            row.put("measured", goal.measured());
            row.put("met", goal.isMet());
            rows.add(row);
        }
        root.put("goals", rows);
    }

    void taskLevel(List<TaskResult> results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TaskResult result : results) {
            for (Runs runs : result.all()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("workload", result.workload().name());
                row.put("contender", runs.contender());
                row.put(
                        "rounds",
                        runs.rounds().stream().map(JsonReport::figures).toList());
                rows.add(row);
            }
        }
        root.put("taskLevel", rows);
    }

    private static Map<String, Object> figures(Measurement run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", run.rows());
        figures.put("rowsPerSecond", run.rowsPerSecond());
        figures.put("clientMicrosPerRow", run.clientMicros());
        figures.put("threadMicrosPerRow", run.threadMicros());
        figures.put("serverMicrosPerRow", run.serverMicros());
        figures.put("allocatedBytesPerRow", run.steadyBytes());
        figures.put("walBytesPerRow", run.walBytes());
        figures.put("putP99Millis", run.putP99Millis());
        figures.put("rowsPerTransaction", run.rowsPerTransaction());
        return figures;
    }

    /** Anything that Jackson makes an object of by itself. */
    void add(String name, Object figures) {
        root.put(name, figures);
    }

    void save() throws IOException {
        root.put("loadAfter", Machine.load());
        Path file = Target.directory().resolve("bench/report.json");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), root);
    }
}
