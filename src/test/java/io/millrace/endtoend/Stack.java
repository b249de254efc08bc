package io.millrace.endtoend;

import io.millrace.testing.WorkerRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Broker, workers and database that a scenario runs on: child processes, or containers. Any thread. */
interface Stack extends AutoCloseable {
    String bootstrapServers();

    WorkerRest rest();

    /** The connection settings of a connector, as its worker reaches the database. */
    Map<String, String> connectionSettings();

    /** A superuser's connection of the test's own. */
    Connection connect() throws SQLException;

    /** What the servers said last, for the message of a test that fails. */
    String logs();

    @Override
    void close();
}
