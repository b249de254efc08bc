package io.millrace.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Tries one statement at a time within an open transaction, each under a savepoint, so that one that fails undoes
 * nothing else. Confined to a lane's thread.
 */
final class Attempts {
    private static final String SAVE = "SAVEPOINT millrace";
    private static final String UNDO = "ROLLBACK TO SAVEPOINT millrace";
    private static final String FREE = "RELEASE SAVEPOINT millrace";

    private final Connection connection;
    private final Parameters parameters = new Parameters();
    private String table = "";

    Attempts(Connection connection) {
        this.connection = connection;
    }

    /** The table that the last statement was about. */
    String table() {
        return table;
    }

    /** Writes the step's rows, or says why not; throws what is no row's fault. One round trip where it passes. */
    Optional<Failure> attempt(Step step) throws SQLException {
        return guard(() -> run(step));
    }

    /** Runs anything else under a savepoint. */
    Optional<Failure> attempt(Work work) throws SQLException {
        execute(SAVE);
        return guard(() -> {
            work.run();
            execute(FREE);
        });
    }

    /** Checks now what constraints leave to the commit, since a commit that fails undoes all. */
    Optional<Failure> checkDeferred() throws SQLException {
        return attempt(this::deferNothing);
    }

    /** Has constraints checked by each statement from now on, those included that are deferred. */
    void deferNothing() throws SQLException {
        execute("SET CONSTRAINTS ALL IMMEDIATE");
    }

    /** Fails where the step's statement does even without rows: then no row is at fault. */
    void probe(Step step) throws SQLException {
        RowSelection rows = step.rows();
        table = rows.set().destination().toString();
        Step probe = new Step(rows, Method.STAGING, step.nullKeys());
        execute((probe.joins() ? Flush.BY_INDEX : "") + probe.sql(RowSource.none(rows.set())));
    }

    private Optional<Failure> guard(Work work) throws SQLException {
        try {
            work.run();
            return Optional.empty();
        } catch (SQLException thrown) {
            Failure failure = Failure.toWrite(thrown, table, false);
            if (!SqlState.mayBeARows(failure)) {
                throw thrown;
            }
            execute(UNDO + "; " + FREE);
            return Optional.of(failure.ofItsRow());
        }
    }

    private void run(Step step) throws SQLException {
        Command command = Command.unstaged(byArrays(step));
        table = command.table();
        execute(SAVE + "; " + command.sql() + "; " + FREE, command);
    }

    /** The same step without COPY: rows as parameters. */
    private static Step byArrays(Step step) {
        boolean isByKeys = step.method() == Method.KEYS;
        return isByKeys ? step : new Step(step.rows(), Method.UNNEST, step.nullKeys());
    }

    private void execute(String sql, Command command) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            parameters.bind(prepared, 1, command);
            prepared.execute();
        }
    }

    /** Runs what takes no parameters. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What goes under a savepoint. */
    interface Work {
        void run() throws SQLException;
    }
}
