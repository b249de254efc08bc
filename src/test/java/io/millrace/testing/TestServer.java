package io.millrace.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The PostgreSQL that all tests of one JVM share, started by whichever thread asks first. It ends with the JVM, at
 * once: nobody needs its files any more, and a last checkpoint over many databases would take a minute.
 */
final class TestServer {
    /** A busy machine takes a while to unpack the server and to write its first checkpoint. */
    private static final Duration START = Duration.ofMinutes(1);

    private TestServer() {}

    static EmbeddedPostgres running() {
        return Started.SERVER;
    }

    private static EmbeddedPostgres start() {
        try {
            // The library passes -F and synchronous_commit=off; what comes later on the command line wins.
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(START)
                    .start();
            ProcessHandle postmaster = postmaster(server);
            Runtime.getRuntime().addShutdownHook(new Thread(postmaster::destroyForcibly, "end-postgresql"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start", e);
        }
    }

    private static ProcessHandle postmaster(EmbeddedPostgres server) throws IOException {
        Path directory = Path.of(directory(server));
        long pid = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static String directory(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("embedded PostgreSQL does not tell where its files are", e);
        }
    }

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
    }
}
