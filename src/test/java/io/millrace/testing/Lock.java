package io.millrace.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction that stands in a task's way until it is released. Any thread; one after the other. */
public final class Lock implements AutoCloseable {
    private final Connection connection;

    private Lock(Connection connection) {
        this.connection = connection;
    }

    /** Runs the statement in a transaction that stays open. */
    public static Lock by(TestDatabase database, String statement) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        Lock lock = new Lock(connection);
        lock.execute(statement);
        return lock;
    }

    public static Lock onTable(TestDatabase database, String table) throws SQLException {
        return by(database, "LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
    }

    /** Runs one more statement in the transaction. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Commits. */
    public void release() throws SQLException {
        if (!connection.isClosed()) {
            connection.commit();
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        release();
    }
}
