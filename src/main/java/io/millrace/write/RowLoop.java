package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Finds refused rows in one pass on the server, which writes all others: rows go to a staging table, and a loop there
 * takes them on in pieces. Confined to a lane's thread.
 */
final class RowLoop {
    /** Fewer rows are found sooner by halving, which needs no staging. */
    private static final int LEAST_ROWS = 8;

    private static final String MAY_LOOP = "SELECT has_language_privilege(oid, 'USAGE') AND NOT EXISTS (SELECT FROM %s)"
            + " FROM pg_language WHERE lanname = 'plpgsql'";

    private final Connection connection;
    private final Staging staging;
    private final CopyRows copyRows = new CopyRows();

    // Of one transaction.
    private final Map<ColumnSet, String> tables = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private String refusals = "";

    RowLoop(Connection connection, Staging staging) {
        this.connection = connection;
        this.staging = staging;
    }

    /** Finds the tables for these column sets, as far as there are enough, before the transaction begins. */
    void prepare(Set<ColumnSet> sets, boolean mayStage) throws SQLException {
        tables.clear();
        used.clear();
        Optional<String> found = mayStage ? staging.take(LoopSql.REFUSALS) : Optional.empty();
        if (found.isPresent() && mayLoop(found.get())) {
            refusals = found.get();
            for (ColumnSet set : sets) {
                // One after the other, they may share a table.
                staging.giveBack();
                staging.takeRaw(set).ifPresent(table -> tables.put(set, table));
            }
        }
    }

    /** Asks in a transaction of its own, whose commit empties all staging tables: a failed one leaves its rows. */
    private boolean mayLoop(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet told = statement.executeQuery(MAY_LOOP.formatted(table))) {
            return told.next() && told.getBoolean(1);
        }
    }

    boolean takes(RowSelection rows) {
        return rows.count() >= LEAST_ROWS && tables.containsKey(rows.set());
    }

    /** Brings the rows to their staging table, which takes any bytes that we send. */
    void stage(RowSelection rows) throws SQLException {
        String table = tables.get(rows.set());
        empty(refusals);
        empty(table);
        copyRows.send(connection.unwrap(PGConnection.class), WriteSql.copyInto(table), rows);
    }

    private void empty(String table) throws SQLException {
        if (!used.add(table)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM " + table);
            }
        }
    }

    /** Writes the rows that were staged, and adds those that the server refuses. */
    void run(Step step, List<RefusedRow> refused) throws SQLException {
        RowSelection rows = step.rows();
        String table = tables.get(rows.set());
        RowSource piece = RowSource.raw(rows.set(), table, LoopSql.PIECE);
        String sql = new Step(rows, Method.STAGING, step.nullKeys()).sql(piece);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LoopSql.loop(sql, table, refusals, rows.isEachAlone()));
            try (ResultSet told = statement.executeQuery(LoopSql.tell(refusals))) {
                while (told.next()) {
                    refused.add(refusedRow(rows, told));
                }
            }
        }
    }

    private static RefusedRow refusedRow(RowSelection rows, ResultSet told) throws SQLException {
        Names names = new Names(told.getString(3), told.getString(4), told.getString(5), told.getString(6));
        Failure failure =
                Failure.ofRow(told.getString(2), rows.set().destination().toString(), names);
        return new RefusedRow(rows.batch(), rows.row(told.getInt(1) - 1), failure);
    }
}
