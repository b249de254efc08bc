package io.millrace.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;

/** The task against the floor, in rounds that alternate, so that both meet the same machine. One thread. */
final class CoreBenchmark {
    private static final int WARM_UP_ROWS = 150_000;
    /** As Connect's consumer has it by default. */
    private static final int POLL = 500;

    private static final int LONG_POLL = 5_000;
    /** The same table has the same sum, in whatever order its rows lie. */
    private static final String CONTENT = "SELECT count(*) || ' rows, ' || sum(hash_record(b)) FROM bench AS b";

    private final BenchServer server;
    private final Gauge gauge;
    private final int rounds;

    CoreBenchmark(BenchServer server, Gauge gauge, int rounds) {
        this.server = server;
        this.gauge = gauge;
        this.rounds = rounds;
    }

    void run(List<Shape> shapes, List<Workload> workloads, Report report) throws SQLException, JMException {
        CoreTable table = new CoreTable(report);
        for (Shape shape : shapes) {
            table.begin(shape);
            for (Workload workload : workloads) {
                table.add(workload, measure(workload, shape, contenders(workload)));
            }
        }
    }

    /** The floor first, then the task with one lane, then what else there is. */
    private List<Contender> contenders(Workload workload) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Floor(server, gauge));
        contenders.add(new Task(server, gauge, 1, POLL));
        contenders.add(new Task(server, gauge, 2, POLL));
        if (workload == Workload.INSERT) {
            contenders.add(new Task(server, gauge, 1, LONG_POLL));
        }
        return contenders;
    }

    List<Runs> measure(Workload workload, Shape shape, List<Contender> contenders) throws SQLException, JMException {
        Dataset data = Dataset.of(workload, shape);
        List<FloorBatch> before = Dataset.prefill(workload, shape);
        round(contenders, data.part(WARM_UP_ROWS), List.of());
        List<List<Measurement>> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(contenders, data, before));
        }
        List<Runs> runs = new ArrayList<>();
        for (int at = 0; at < contenders.size(); at++) {
            int contender = at;
            runs.add(new Runs(
                    contenders.get(at).name(),
                    all.stream().map(round -> round.get(contender)).toList()));
        }
        return runs;
    }

    private List<Measurement> round(List<Contender> contenders, Dataset data, List<FloorBatch> before)
            throws SQLException, JMException {
        List<Measurement> measured = new ArrayList<>();
        String floor = "";
        for (Contender contender : contenders) {
            makeTable(data, before);
            measured.add(contender.run(data));
            String content = server.ask(CONTENT);
            if (!floor.isEmpty() && !content.equals(floor)) {
                throw new IllegalStateException(data.workload().title() + ": " + contender.name() + " left " + content
                        + ", the floor left " + floor);
            }
            floor = content;
        }
        return measured;
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
