package io.millrace.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL of the quickstart's own, as durable as a production server. A connection is its caller's. */
final class Database implements AutoCloseable {
    private static final String NAME = "quickstart";
    private static final String USER = "postgres";
    private static final Duration START = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    static Database start(Path home) throws IOException, SQLException {
        Redirect log = Redirect.appendTo(home.resolve("postgres.log").toFile());
        // The library switches durability off; what comes later on the server's command line wins.
        Database database = new Database(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(START)
                .start());
        try (Connection connection = database.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        }
        return database;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + address();
    }

    String psqlUrl() {
        return "postgresql://" + USER + "@" + address();
    }

    String user() {
        return USER;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), USER, "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The commands of an outage: how to stop this server, and how to start it as it was. */
    List<String> outage(Path log) throws SQLException {
        String bin = ask("SELECT setting FROM pg_config WHERE name = 'BINDIR'");
        // PostgreSQL does not run as root, so the library has it in a user namespace.
        String user = System.getProperty("user.name").equals("root") ? "unshare -U " : "";
        String command = user + bin + "/pg_ctl -s -D " + ask("SHOW data_directory");
        return List.of(command + " -m immediate stop", command + " -l " + log + " restart");
    }

    private String address() {
        return "localhost:" + server.getPort() + "/" + NAME;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
