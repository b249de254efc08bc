package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One table that grows to twenty million rows: what new keys cost, and what existing ones do, at each million. Without a
 * checkpoint between, since the table is meant to grow as it does in production. One thread.
 */
final class TableGrowth {
    static final String NAME = "growth-table";

    private static final int MILLION = Options.scaled(1_000_000);
    private static final int MILLIONS = 20;
    private static final int PROBED_ROWS = Options.scaled(400_000);
    private static final long SEED = 20261121;

    private final BenchServer server;
    private final Gauge gauge;
    private final Random random = new Random(SEED);

    TableGrowth(BenchServer server, Gauge gauge) {
        this.server = server;
        this.gauge = gauge;
    }

    List<LineChart.Line> lines() throws Exception {
        Millrace millrace = Millrace.byDefault(server, gauge);
        new Tables(server).make(Workload.of(NAME, Shape.FIVE, 0, Arrival.NEW));
        List<LineChart.Point> created = new ArrayList<>();
        List<LineChart.Point> updated = new ArrayList<>();
        for (int million = 1; million <= MILLIONS; million++) {
            created.add(
                    new LineChart.Point(million, millrace.run(added(million)).rowsPerSecond()));
            server.execute("ANALYZE bench");
            updated.add(
                    new LineChart.Point(million, millrace.run(probe(million)).rowsPerSecond()));
        }
        requireRows((long) MILLIONS * MILLION);
        return List.of(
                new LineChart.Line(Arrival.NEW.title(), created),
                new LineChart.Line(Arrival.EXISTING.title(), updated));
    }

    private static Dataset added(int million) {
        int first = (million - 1) * MILLION;
        List<SinkRecord> records = new ArrayList<>(MILLION);
        Workload workload = Workload.of(NAME, Shape.FIVE, MILLION, Arrival.NEW);
        for (int row = 0; row < MILLION; row++) {
            records.add(Dataset.record(workload, first + row, row));
        }
        return new Dataset(workload, records, List.of());
    }

    /** Keys from anywhere in the table. */
    private Dataset probe(int millions) {
        List<SinkRecord> records = new ArrayList<>(PROBED_ROWS);
        Workload workload = Workload.of(NAME, Shape.FIVE, PROBED_ROWS, Arrival.NEW);
        for (int row = 0; row < PROBED_ROWS; row++) {
            records.add(Dataset.record(workload, random.nextInt(millions * MILLION), row));
        }
        return new Dataset(workload, records, List.of());
    }

    private void requireRows(long wanted) throws Exception {
        long rows = Long.parseLong(server.ask("SELECT count(*) FROM bench"));
        if (rows != wanted) {
            throw new IllegalStateException("the table has " + rows + " rows, not " + wanted);
        }
    }
}
