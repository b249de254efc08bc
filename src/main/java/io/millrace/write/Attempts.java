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

    /** Rows one after the other; so many are the server's fault, or that of what they all wait for. */
    private static final int MOST_SLOW = 5;

    private final Connection connection;
    private final Parameters parameters = new Parameters();
    private String table = "";
    private int slow;

    Attempts(Connection connection) {
        this.connection = connection;
    }

    /** The table that the last statement was about. */
    String table() {
        return table;
    }

    /** Writes the step's rows, or says why not; throws what is no row's fault. One round trip where it passes. */
    Optional<Failure> attempt(Step step) throws SQLException {
        boolean isOneRow = step.rows().count() == 1;
        Optional<Failure> failure = guard(() -> run(step), isOneRow);
        boolean isSlow = failure.isPresent() && failure.get().hasTimedOut();
        // Once more, since somebody may have cancelled it.
        Optional<Failure> confirmed = isSlow ? guard(() -> run(step), isOneRow) : failure;
        slow = confirmed.isPresent() && confirmed.get().hasTimedOut() ? slow + 1 : 0;
        return confirmed;
    }

    /** Runs anything else under a savepoint. */
    Optional<Failure> attempt(Work work) throws SQLException {
        execute(SAVE);
        return guard(
                () -> {
                    work.run();
                    execute(FREE);
                },
                false);
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
        execute((probe.joins() ? Flush.BY_INDEX : "") + probe.sqlWithoutRows());
    }

    /** A statement of one row may take too long for that row's sake; then the next one is quicker. */
    private Optional<Failure> guard(Work work, boolean isOneRow) throws SQLException {
        try {
            work.run();
            return Optional.empty();
        } catch (SQLException thrown) {
            Failure failure = Failure.toWrite(thrown, table, false);
            boolean isSlowRow = isOneRow && failure.hasTimedOut() && slow < MOST_SLOW;
            if (!isSlowRow && !SqlState.mayBeARows(failure)) {
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
