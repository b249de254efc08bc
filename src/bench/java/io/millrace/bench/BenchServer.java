package io.millrace.bench;

import io.millrace.testing.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL of the benchmark's own, durable and with room to write. Used by one thread; a connection is its
 * caller's.
 */
final class BenchServer implements AutoCloseable {
    static final String USER = "postgres";
    private static final Duration START = Duration.ofMinutes(1);
    private static final String NEXT_SEGMENT = "SELECT pg_logical_emit_message(false, 'bench', ''), pg_switch_wal()";
    private static final int SEGMENTS = 64;

    private final EmbeddedPostgres server;
    private final Path data;

    private BenchServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static BenchServer start() throws IOException, SQLException {
        Path home = Target.emptied("bench/server");
        Path data = home.resolve("data");
        Redirect log = Redirect.appendTo(home.resolve("postgres.log").toFile());
        // The library switches durability off; what comes later on the server's command line wins.
        BenchServer started = new BenchServer(
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("shared_buffers", "1GB")
                        .setServerConfig("min_wal_size", "1GB")
                        .setServerConfig("max_wal_size", "4GB")
                        // Every run has a new table, and is to meet nobody else on its two processors.
                        .setServerConfig("autovacuum", "off")
                        .setOutputRedirector(log)
                        .setErrorRedirector(log)
                        .setPGStartupWait(START)
                        .start(),
                data);
        started.requireDurable();
        started.fillLog();
        return started;
    }

    /** A server that has run for a while writes over old segments of its log; a new one stops to make each. */
    private void fillLog() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int segment = 0; segment < SEGMENTS; segment++) {
                statement.execute(NEXT_SEGMENT);
            }
            statement.execute("CHECKPOINT");
        }
    }

    private void requireDurable() throws SQLException {
        String durable = ask("SELECT current_setting('fsync') || current_setting('synchronous_commit')");
        if (!durable.equals("onon")) {
            throw new IllegalStateException("the benchmark's server is not durable: " + durable);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, "");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the only row, as text. */
    String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The process whose children serve the connections. */
    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
