package io.millrace.bench;

import io.millrace.testing.Target;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Makes the tables of a run anew, as they were before every other run of its workload. One thread. */
final class Tables {
    private static final int DRAINED_ROWS = 50_000;

    private final BenchServer server;

    Tables(BenchServer server) {
        this.server = server;
    }

    /**
     * After a checkpoint, so that no run pays for pages that another one left; the rows that are there already are
     * written after it too, so that their pages are not logged whole once more.
     */
    void make(Workload workload) throws SQLException, IOException {
        server.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "CHECKPOINT");
        for (String table : workload.spread().tables()) {
            make(table, workload.shape(), workload.prefilled());
            if (workload.arrival().keyed()) {
                server.execute("ALTER TABLE " + table + " ADD PRIMARY KEY (id)");
            }
            server.execute("VACUUM ANALYZE " + table);
        }
    }

    private void make(String table, Shape shape, int rows) throws SQLException, IOException {
        String create = "CREATE TABLE " + table + " (" + shape.definition() + ")";
        if (rows > 0) {
            // Frozen from the start, so that VACUUM has nothing to write.
            server.execute(
                    "BEGIN",
                    create,
                    "COPY " + table + " FROM '" + file(shape, rows) + "' (FORMAT binary, FREEZE)",
                    "COMMIT");
        } else {
            server.execute(create);
        }
    }

    /** The rows as the server reads them by itself; kept for the runs to come. */
    private static Path file(Shape shape, int rows) throws IOException {
        Path file = Target.directory().resolve("bench/" + shape + "-" + rows + ".copy");
        if (Files.notExists(file)) {
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            write(partial, shape, rows);
            Files.move(partial, file);
        }
        return file;
    }

    private static void write(Path file, Shape shape, int rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            CopyBytes bytes = new CopyBytes();
            bytes.begin();
            for (int id = 0; id < rows; id++) {
                shape.append(shape.struct(id, id), bytes);
                if (id % DRAINED_ROWS == 0) {
                    bytes.drainTo(out);
                }
            }
            bytes.end();
            bytes.drainTo(out);
        }
    }
}
