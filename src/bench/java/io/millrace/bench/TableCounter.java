package io.millrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counts rows that are visible to others. Keys rise with the records, so that the last of so many tells when to count: to
 * look for the greatest key would meet each row that is not committed yet, and take the longer the more of them there are.
 * One thread.
 */
final class TableCounter implements Counter {
    private final Connection connection;
    private final PreparedStatement isThere;
    private final PreparedStatement count;

    TableCounter(BenchServer server) throws SQLException {
        connection = server.connect();
        isThere = connection.prepareStatement("SELECT count(*) FROM events WHERE id = ?");
        count = connection.prepareStatement("SELECT count(*) FROM events");
    }

    @Override
    public boolean mayHave(int records) throws SQLException {
        isThere.setLong(1, records - 1L);
        return ask(isThere) == 1;
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
