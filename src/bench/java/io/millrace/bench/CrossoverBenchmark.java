package io.millrace.bench;

import io.millrace.config.SinkConfig;
import io.millrace.config.WriteMethod;
import io.millrace.write.Connections;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import io.millrace.write.PostgresBatchWriter;
import io.millrace.write.StatementLength;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * COPY against statements over arrays, by the rows of a flush: where io.millrace.write.Method changes over. The two
 * take turns flush by flush, so that both meet the same machine. One thread.
 */
final class CrossoverBenchmark {
    private static final List<Integer> SIZES = List.of(1, 10, 100, 500, 1_000, 2_000, 5_000, 10_000, 50_000);
    private static final List<Integer> LENGTHS = List.of(250, 500, 1_000, 2_000, 5_000, 10_000);
    private static final List<Shape> SHAPES = List.of(Shape.FIVE, Shape.EVENT);
    private static final int ROWS_OF_LENGTHS = 10_000;

    private final BenchServer server;
    private final Report report;

    CrossoverBenchmark(BenchServer server, Report report) {
        this.server = server;
        this.report = report;
    }

    void run() throws SQLException, IOException {
        for (Shape shape : SHAPES) {
            report.heading("Thousands of rows/s by rows of a flush, " + shape.title());
            report.header(cells("what", "by", SIZES));
            for (FlushCase kind : FlushCase.values()) {
                compare(kind, shape);
            }
        }
        for (Shape shape : SHAPES) {
            report.heading("Thousands of rows/s by rows of a statement over arrays, " + shape.title());
            report.header(cells("what", "", LENGTHS));
            for (FlushCase kind : FlushCase.values()) {
                compareLengths(kind, shape);
            }
        }
    }

    private void compare(FlushCase kind, Shape shape) throws SQLException, IOException {
        makeTable(kind, shape);
        SinkConfig copying = config(kind, WriteMethod.COPY);
        SinkConfig unnesting = config(kind, WriteMethod.UNNEST);
        List<Double> copied = new ArrayList<>();
        List<Double> unnested = new ArrayList<>();
        try (Connections connections = Connections.of(copying.connection(), 3, "bench");
                Connection connection = connections.take();
                PostgresBatchWriter copy = writer(connections, copying);
                PostgresBatchWriter unnest = writer(connections, unnesting)) {
            Flushes flushes = Flushes.of(kind, shape, copying, connection);
            for (int rows : SIZES) {
                server.execute("VACUUM ANALYZE bench");
                List<Double> medians =
                        Turns.take(rows, flushes, batch -> write(unnest, batch), batch -> write(copy, batch));
                unnested.add(medians.get(0));
                copied.add(medians.get(1));
            }
        }
        report.row(cells(kind.title(), "arrays", thousands(unnested)));
        report.row(cells("", "COPY", thousands(copied)));
        List<String> ratios = new ArrayList<>();
        for (int at = 0; at < SIZES.size(); at++) {
            ratios.add(String.format(Locale.ROOT, "%.2f", copied.get(at) / unnested.get(at)));
        }
        report.row(cells("", "COPY / arrays", ratios));
    }

    private void compareLengths(FlushCase kind, Shape shape) throws SQLException, IOException {
        makeTable(kind, shape);
        SinkConfig config = config(kind, WriteMethod.UNNEST);
        try (Connections connections = Connections.of(config.connection(), 2, "bench");
                Connection connection = connections.take()) {
            Flushes flushes = Flushes.of(kind, shape, config, connection);
            Turns.Write[] writes = LENGTHS.stream()
                    .map(length -> (Turns.Write) batch -> StatementLength.write(connection, batch, length))
                    .toArray(Turns.Write[]::new);
            report.row(cells(kind.title(), "", thousands(Turns.take(ROWS_OF_LENGTHS, flushes, writes))));
        }
    }

    private static void write(PostgresBatchWriter writer, LaneBatch batch) {
        Outcome outcome = writer.write(batch);
        if (!(outcome instanceof Outcome.Written)) {
            throw new IllegalStateException("a flush was not written: " + outcome);
        }
    }

    private static PostgresBatchWriter writer(Connections connections, SinkConfig config) {
        return PostgresBatchWriter.of(connections, config.connection(), config.write(), System::nanoTime);
    }

    private SinkConfig config(FlushCase kind, WriteMethod method) {
        Map<String, String> settings = new HashMap<>();
        settings.put("connection.url", server.url());
        settings.put("connection.user", BenchServer.USER);
        settings.put("insert.mode", kind.mode().name().toLowerCase(Locale.ROOT));
        settings.put("write.method", method.name().toLowerCase(Locale.ROOT));
        if (kind != FlushCase.INSERT) {
            settings.put("pk.mode", "record_key");
        }
        return SinkConfig.of(settings);
    }

    private void makeTable(FlushCase kind, Shape shape) throws SQLException, IOException {
        Arrival arrival = kind.meetsRows() ? Arrival.EXISTING : Arrival.NEW;
        new Tables(server).make(Workload.of(kind.title(), shape, 0, arrival));
    }

    private static List<String> thousands(List<Double> rates) {
        return rates.stream()
                .map(rate -> String.format(Locale.ROOT, rate < 99_500 ? "%.1f" : "%.0f", rate / 1000))
                .toList();
    }

    private static List<String> cells(String first, String second, List<?> rest) {
        List<String> cells = new ArrayList<>(List.of(first, second));
        rest.forEach(cell -> cells.add(cell instanceof Integer number ? "%,d".formatted(number) : cell.toString()));
        return cells;
    }
}
