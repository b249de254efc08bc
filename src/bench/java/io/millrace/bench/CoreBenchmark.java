package io.millrace.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;

/** The task against the floor, in rounds that alternate, so that both meet the same machine. One thread. */
final class CoreBenchmark {
    private static final int WARM_UP_ROWS = 150_000;
    private static final int POLL = 500;
    private static final int LONG_POLL = 5_000;
    /** The same table has the same sum, in whatever order its rows lie. */
    private static final String CONTENT = "SELECT count(*) || ' rows, ' || sum(hash_record(b)) FROM bench AS b";

    private final BenchServer server;
    private final int rounds;
    private final List<Contender> contenders;

    CoreBenchmark(BenchServer server, Gauge gauge, int rounds) {
        this.server = server;
        this.rounds = rounds;
        this.contenders = List.of(
                new Floor(server, gauge),
                new Task(server, gauge, 1, POLL),
                new Task(server, gauge, 2, POLL),
                new Task(server, gauge, 1, LONG_POLL));
    }

    /** The runs of a workload, by contender. */
    Map<String, List<Measurement>> run(Workload workload, Shape shape) throws SQLException, JMException {
        Dataset data = Dataset.of(workload, shape);
        List<FloorBatch> before = Dataset.prefill(workload, shape);
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        measure(data.part(WARM_UP_ROWS), before, new LinkedHashMap<>());
        for (int round = 0; round < rounds; round++) {
            measure(data, before, runs);
        }
        return runs;
    }

    private void measure(Dataset data, List<FloorBatch> before, Map<String, List<Measurement>> runs)
            throws SQLException, JMException {
        String expected = "";
        for (Contender contender : contenders) {
            makeTable(data, before);
            Measurement measured = contender.run(data);
            String content = server.ask(CONTENT);
            if (!expected.isEmpty() && !content.equals(expected)) {
                throw new IllegalStateException(data.workload() + ": " + contender.name() + " left " + content
                        + ", the floor left " + expected);
            }
            expected = content;
            runs.computeIfAbsent(contender.name(), none -> new ArrayList<>()).add(measured);
            System.out.printf(
                    "%-45s %d columns %-25s %,10.0f rows/s%n",
                    data.workload().title(), data.shape().columns(), contender.name(), measured.rowsPerSecond());
        }
    }

    /** A new table after a checkpoint: no run pays for full pages that another one made necessary. */
    private void makeTable(Dataset data, List<FloorBatch> before) throws SQLException {
        String key = data.workload().hasKey() ? ", PRIMARY KEY (id)" : "";
        server.execute(
                "DROP TABLE IF EXISTS bench",
                "CHECKPOINT",
                "CREATE TABLE bench (" + data.shape().definition() + key + ")");
        try (Connection connection = server.connect()) {
            for (FloorBatch batch : before) {
                Floor.copy(connection, "bench", batch);
            }
        }
        server.execute("ANALYZE bench");
    }
}
