package io.millrace.write;

import io.millrace.config.InsertMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a batch by statements over arrays of any length, where {@link Crossover} allows only good ones. One thread. */
public final class StatementLength {
    private StatementLength() {}

    public static void write(Connection connection, LaneBatch batch, int longest) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL enable_hashjoin = off");
            statement.execute("SET LOCAL enable_mergejoin = off");
        }
        for (TableBatch table : batch.tables()) {
            for (RowSelection rows : Selections.writes(table)) {
                for (int first = 0; first < rows.count(); first += longest) {
                    run(connection, rows.part(first, Math.min(longest, rows.count() - first)), table.mode());
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void run(Connection connection, RowSelection rows, InsertMode mode) throws SQLException {
        String sql = WriteSql.of(WriteRule.plain(mode), rows.set(), RowSource.unnest(rows.set()), NullKeys.NONE);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new BinaryArrays().bind(statement, 1, rows, rows.set().columns().size());
            statement.executeUpdate();
        }
    }
}
