package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/**
 * Runs the steps of one batch as one transaction, in as few round trips as they allow. Confined to a lane's thread.
 *
 * <p>Staging tables are filled first, each by a COPY of its own: nobody else sees them. What is left goes as one
 * execution of several statements where it can: the driver sends them all before one Sync, so they are one implicit
 * transaction (PostgreSQL manual, Message Flow, Pipelining). A COPY into a real table among other steps needs BEGIN
 * and COMMIT. Statements are prepared by the driver, which keeps the last 256 texts of a connection.
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
            staging.trim();
            runAll(stage(steps), stepwise);
            staging.giveBackEmpty();
        } catch (SQLException | RuntimeException | Error failure) {
            staging.giveBackUsed();
            throw failure;
        }
    }

    private List<Statement> stage(List<Step> steps) throws SQLException {
        List<Statement> statements = new ArrayList<>(steps.size());
        for (Step step : steps) {
            statements.add(step.method() == Method.STAGING ? stage(step) : new Statement(step, ""));
        }
        return statements;
    }

    private Statement stage(Step step) throws SQLException {
        ColumnSet set = step.rows().set();
        tables = set.destination().toString();
        String table = staging.take(set);
        copyRows.send(driver, "COPY " + table + " FROM STDIN (FORMAT BINARY)", step.rows());
        return new Statement(step, table);
    }

    private void runAll(List<Statement> statements, boolean stepwise) throws SQLException {
        int together = stepwise ? 1 : STEPS_TOGETHER;
        boolean hasCopy = statements.stream().anyMatch(Statement::isCopy);
        boolean isOne = statements.size() <= (hasCopy ? 1 : together);
        if (isOne) {
            runParts(statements, together);
            return;
        }
        connection.setAutoCommit(false);
        runParts(statements, together);
        connection.commit();
        connection.setAutoCommit(true);
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
        boolean isCopy() {
            return step.method() == Method.COPY;
        }

        String sql(boolean skipUnchanged) {
            boolean staged = step.method() == Method.STAGING;
            String sql =
                    step.joins() ? BY_INDEX + step.sql(source(), skipUnchanged) : step.sql(source(), skipUnchanged);
            return staged ? sql + "; TRUNCATE " + stagingTable : sql;
        }

        private RowSource source() {
            ColumnSet set = step.rows().set();
            return stagingTable.isEmpty() ? RowSource.unnest(set) : RowSource.staging(set, stagingTable);
        }

        int bind(BinaryArrays arrays, PreparedStatement prepared, int parameter) throws SQLException {
            return switch (step.method()) {
                case COPY, STAGING -> parameter;
                case KEYS -> arrays.bind(prepared, parameter, step.rows(), 1);
                case UNNEST ->
                    arrays.bind(
                            prepared,
                            parameter,
                            step.rows(),
                            step.rows().set().columns().size());
            };
        }
    }
}
