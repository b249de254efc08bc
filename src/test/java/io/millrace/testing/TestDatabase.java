package io.millrace.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An empty database of its own on a real, durable PostgreSQL. Any thread may use it; a connection is its caller's. */
public final class TestDatabase {
    private static final String SUPERUSER = "postgres";

    private static final String COLUMNS = """
            SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod)
                              || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum)
              FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
            """;

    private static final String TYPES = """
            SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
              FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0
            """;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase fresh() throws SQLException {
        TestDatabase maintenance = new TestDatabase(SUPERUSER);
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        // template0 has no sessions, so that making a copy never waits for one.
        maintenance.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        return new TestDatabase(name);
    }

    /** The same database without what a test before made in it; a new one costs the server hundreds of files. */
    public TestDatabase cleared() throws SQLException {
        execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC");
        return this;
    }

    /** Has neither user nor password in it; the server trusts every local role. */
    public String jdbcUrl() {
        return jdbcUrl(port());
    }

    /** As if the server were behind another port. */
    String jdbcUrl(int port) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    int port() {
        return TestServer.running().getPort();
    }

    public String user() {
        return SUPERUSER;
    }

    public Connection connect() throws SQLException {
        return connectAs(SUPERUSER);
    }

    /** Roles belong to the whole server: name them so that no other test has the same. */
    public Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, "");
    }

    /** Runs the statements one by one, each committed, as the superuser. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The sessions of one task, as its connections name themselves. */
    public long sessionsOf(String connector) throws SQLException {
        return count("pg_stat_activity WHERE application_name = 'millrace-" + connector + "-0'");
    }

    /** The sessions of this database that wait for a lock. */
    public long lockWaiters() throws SQLException {
        return count("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
    }

    /** The rows of a table, or of whatever else may stand behind FROM. */
    public long count(String from) throws SQLException {
        return Long.parseLong(ask("SELECT count(*) FROM " + from));
    }

    /** The columns of a table: name, type, NOT NULL. */
    public String columns(String table) throws SQLException {
        return ask(COLUMNS.formatted(table));
    }

    /** Their names and types alone. */
    public String types(String table) throws SQLException {
        return ask(TYPES.formatted(table));
    }

    /** The first column of the only row, as text; null for NULL. */
    public String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + query);
            }
            return rows.getString(1);
        }
    }
}
