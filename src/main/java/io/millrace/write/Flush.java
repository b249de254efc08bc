package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs the statements of a batch over one connection, in one transaction. Lives on a lane's thread; one a connection.
 *
 * <p>Round trips count, since a database is often a millisecond away: a batch that is one statement needs no
 * transaction around it, and else BEGIN travels with the first statement.
 */
final class Flush {
    /**
     * A join of a large table with a few thousand keys must go by the index; once batches are large the planner
     * prefers to read the whole table (hard case 27).
     */
    private static final String BY_INDEX = """
            SELECT pg_catalog.set_config('enable_hashjoin', 'off', true),
                pg_catalog.set_config('enable_mergejoin', 'off', true)""";

    private final Connection connection;
    private final WriteSettings settings;
    private final Staging staging = new Staging();
    private final CopyRows copy = new CopyRows();
    private final BinaryArrays arrays = new BinaryArrays();

    Flush(Connection connection, WriteSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    void write(LaneBatch batch, Form form) throws SQLException {
        List<Step> steps = FlushPlan.of(batch, settings, form, connection, staging);
        boolean alone = steps.size() == 1 && steps.get(0).method() != Method.STAGE && !joins(steps.get(0));
        if (alone) {
            run(steps.get(0));
        } else if (!steps.isEmpty()) {
            runTogether(steps);
        }
    }

    private void runTogether(List<Step> steps) throws SQLException {
        connection.setAutoCommit(false);
        boolean byIndex = false;
        for (Step step : steps) {
            if (joins(step) && !byIndex) {
                goByIndex();
                byIndex = true;
            }
            run(step);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void goByIndex() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BY_INDEX);
        }
    }

    /** Whether the statement joins the table with the rows. */
    private boolean joins(Step step) {
        return step.isDelete() ? text(step).deleteJoins() : step.rows().batch().mode() == InsertMode.UPDATE;
    }

    private void run(Step step) throws SQLException {
        RowSelection rows = step.rows();
        switch (step.method()) {
            case COPY -> copy.send(connection, StatementText.copy(rows.set()), rows);
            case STAGE -> {
                copy.send(connection, "COPY " + step.stage() + " FROM STDIN (FORMAT binary)", rows);
                runStaged(step);
            }
            case ARRAYS -> runOverArrays(step);
        }
    }

    private void runStaged(Step step) throws SQLException {
        String sql = sql(step);
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void runOverArrays(Step step) throws SQLException {
        String sql = sql(step);
        if (sql.isEmpty()) {
            return;
        }
        // The driver keeps what it parsed and the server prepared, by the text.
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arrays.bind(statement, step.rows());
            statement.executeUpdate();
        }
    }

    /** Empty where there is nothing to do: an update that brings the key alone. */
    private String sql(Step step) {
        StatementText text = text(step);
        if (step.isDelete()) {
            return text.delete();
        }
        InsertMode mode = step.rows().batch().mode();
        boolean idle = mode == InsertMode.UPDATE && !text.changesAnything();
        return idle ? "" : text.write(mode, settings.skipUnchanged());
    }

    private static StatementText text(Step step) {
        RowSource source = step.method() == Method.STAGE ? new RowSource.Staged(step.stage()) : new RowSource.Arrays();
        return new StatementText(step.rows().set(), source);
    }

    /** Ends what a failed attempt left. */
    void rollBack() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
