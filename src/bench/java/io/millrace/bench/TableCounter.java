package io.millrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts rows that are visible to others; keys rise, so the greatest of them says about how many. One thread. */
final class TableCounter implements Counter {
    private final Connection connection;
    private final PreparedStatement greatest;
    private final PreparedStatement count;

    TableCounter(BenchServer server) throws SQLException {
        connection = server.connect();
        greatest = connection.prepareStatement("SELECT coalesce(max(id) + 1, 0) FROM events");
        count = connection.prepareStatement("SELECT count(*) FROM events");
    }

    @Override
    public long about() throws SQLException {
        return ask(greatest);
    }

    @Override
    public long exactly() throws SQLException {
        return ask(count);
    }

    private static long ask(PreparedStatement question) throws SQLException {
        try (ResultSet rows = question.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
