package io.millrace.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A transaction that changes one table: alone among all tasks of all connectors, by an advisory lock that ends with it,
 * and waiting for no lock longer than a put may. Confined to whoever opened it, who must close it.
 */
final class DdlTransaction implements AutoCloseable {
    /** Below what a put waits; and while we wait for a lock, everybody else waits behind us. */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    private final Connection connection;
    private final int usualTimeout;

    private DdlTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        this.usualTimeout = connection.getNetworkTimeout();
    }

    static DdlTransaction on(Connection connection, TableId table) throws SQLException {
        DdlTransaction transaction = new DdlTransaction(connection);
        connection.setAutoCommit(false);
        try {
            transaction.begin(table);
            return transaction;
        } catch (SQLException e) {
            transaction.close();
            throw e;
        }
    }

    private void begin(TableId table) throws SQLException {
        // Rewriting a table may take longer than the limits of a session, and of a socket, for statements about rows.
        connection.setNetworkTimeout(Runnable::run, 0);
        run("SET LOCAL lock_timeout = '" + LOCK_TIMEOUT.toMillis() + "ms'; SET LOCAL statement_timeout = 0");
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, key(table));
            lock.execute();
        }
    }

    /** Stable over versions of Java, PostgreSQL and us, so that tasks of two versions exclude each other. */
    static long key(TableId table) {
        byte[] name = ("millrace ddl " + table.sql()).getBytes(StandardCharsets.UTF_8);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Connection connection() {
        return connection;
    }

    void run(List<String> statements) throws SQLException {
        for (String statement : statements) {
            run(statement);
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs them all or none of them; what the server refuses for another reason than a lock leaves the rest be. */
    void tryAll(List<String> statements) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            run(statements);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                connection.rollback(before);
            }
            throw e;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes what was not committed. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, usualTimeout);
        }
    }
}
