package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/**
 * Runs the steps of one batch as one transaction, in as few round trips as they allow. Confined to a lane's thread.
 *
 * <p>What is left after filling the staging tables goes as one execution of several statements where it can: the driver
 * sends them all before one Sync, so they are one implicit transaction (PostgreSQL manual, Message Flow, Pipelining). A
 * COPY among other steps, into a real table or a staging table, needs BEGIN and COMMIT. Statements are prepared by the
 * driver, which keeps the last 256 texts of a connection.
 */
final class Flush {
    /**
     * How many steps go in one execution. The driver puts a Sync between statements, which commits, when it expects
     * more than 64,000 bytes of replies at 250 a statement; and each combination is a text of its own to prepare.
     */
    static final int STEPS_TOGETHER = 8;

    /** A join over the whole table, which a large batch tempts the planner to, costs what the table's size says. */
    static final String BY_INDEX =
            "SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true); ";

    private final Connection connection;
    private final PGConnection driver;
    private final Staging staging;
    private final boolean skipUnchanged;
    private final CopyRows copyRows = new CopyRows();
    private final BinaryArrays arrays = new BinaryArrays();
    private String tables = "";

    Flush(Connection connection, boolean skipUnchanged) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
        this.staging = new Staging(connection, Staging.MOST);
        this.skipUnchanged = skipUnchanged;
    }

    /** The tables that the last statement was about. */
    String tables() {
        return tables;
    }

    void run(List<Step> steps, boolean stepwise) throws SQLException {
        try {
            runAll(prepare(steps), stepwise);
        } finally {
            staging.giveBack();
        }
    }

    /** Finds each step its staging table, before the transaction begins, whose failure would undo the making of one. */
    private List<Statement> prepare(List<Step> steps) throws SQLException {
        List<Statement> statements = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step.method() == Method.STAGING) {
                prepareStaged(step, statements);
            } else {
                statements.add(new Statement(step, ""));
            }
        }
        return statements;
    }

    private void prepareStaged(Step step, List<Statement> statements) throws SQLException {
        Optional<String> table = staging.take(step.rows().set());
        if (table.isPresent()) {
            statements.add(new Statement(step, table.get()));
            return;
        }
        RowSelection rows = step.rows();
        for (int first = 0; first < rows.count(); first += Crossover.UNNEST_ROWS) {
            RowSelection part = rows.part(first, Math.min(Crossover.UNNEST_ROWS, rows.count() - first));
            statements.add(new Statement(new Step(part, Method.UNNEST, step.nullKeys()), ""));
        }
    }

    private void runAll(List<Statement> statements, boolean stepwise) throws SQLException {
        int together = stepwise ? 1 : STEPS_TOGETHER;
        boolean isStaged = statements.stream().anyMatch(Statement::isStaged);
        boolean hasCopy = isStaged || statements.stream().anyMatch(Statement::isCopy);
        boolean isOne = !isStaged && statements.size() <= (hasCopy ? 1 : together);
        if (isOne) {
            runParts(statements, together);
            return;
        }
        connection.setAutoCommit(false);
        for (Statement statement : statements) {
            fill(statement);
        }
        runParts(statements, together);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void fill(Statement statement) throws SQLException {
        if (statement.isStaged()) {
            RowSelection rows = statement.step().rows();
            tables = rows.set().destination().toString();
            copyRows.send(driver, "COPY " + statement.stagingTable() + " FROM STDIN (FORMAT BINARY)", rows);
        }
    }

    private void runParts(List<Statement> statements, int together) throws SQLException {
        int from = 0;
        for (int at = 0; at < statements.size(); at++) {
            if (statements.get(at).isCopy()) {
                execute(statements.subList(from, at));
                copy(statements.get(at).step().rows());
                from = at + 1;
            } else if (at + 1 - from == together) {
                execute(statements.subList(from, at + 1));
                from = at + 1;
            }
        }
        execute(statements.subList(from, statements.size()));
    }

    private void copy(RowSelection rows) throws SQLException {
        tables = rows.set().destination().toString();
        copyRows.send(driver, WriteSql.copy(rows.set()), rows);
    }

    private void execute(List<Statement> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        StringJoiner text = new StringJoiner("; ");
        for (Statement statement : statements) {
            text.add(statement.sql(skipUnchanged));
        }
        tables = tablesOf(statements);
        try (PreparedStatement prepared = connection.prepareStatement(text.toString())) {
            int parameter = 1;
            for (Statement statement : statements) {
                parameter = statement.bind(arrays, prepared, parameter);
            }
            prepared.execute();
        }
    }

    private static String tablesOf(List<Statement> statements) {
        return String.join(
                " or ",
                statements.stream()
                        .map(statement ->
                                statement.step().rows().set().destination().toString())
                        .distinct()
                        .toList());
    }

    /** A step with the staging table that holds its rows, if any. */
    private record Statement(Step step, String stagingTable) {
        boolean isStaged() {
            return step.method() == Method.STAGING;
        }

        boolean isCopy() {
            return step.method() == Method.COPY;
        }

        String sql(boolean skipUnchanged) {
            String sql = step.sql(source(), skipUnchanged);
            return step.joins() ? BY_INDEX + sql : sql;
        }

        private RowSource source() {
            ColumnSet set = step.rows().set();
            return stagingTable.isEmpty() ? RowSource.unnest(set) : RowSource.staging(set, stagingTable);
        }

        int bind(BinaryArrays arrays, PreparedStatement prepared, int parameter) throws SQLException {
            return switch (step.method()) {
                case COPY, STAGING, TRUNCATE -> parameter;
                case KEYS -> arrays.bind(prepared, parameter, step.rows(), 1);
                case MAKE_WAY, REKEY, DELETE_FORMER -> bindKeys(arrays, prepared, parameter);
                case UNNEST ->
                    arrays.bind(
                            prepared,
                            parameter,
                            step.rows(),
                            step.rows().set().columns().size());
            };
        }

        /** The key as it is, and then as it was. */
        private int bindKeys(BinaryArrays arrays, PreparedStatement prepared, int parameter) throws SQLException {
            RowSelection pair = step.rows();
            int next =
                    arrays.bind(prepared, parameter, pair.part(1, 1), pair.set().keyCount());
            return arrays.bind(prepared, next, pair.part(0, 1), pair.set().keyCount());
        }
    }
}
