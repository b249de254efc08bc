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
    private final String preamble;
    private final CopyRows copyRows = new CopyRows();
    private final BinaryArrays arrays = new BinaryArrays();
    private final RowArrays rowArrays = new RowArrays();
    private String tables = "";
    private Opening opening = Opening.NONE;

    /** The preamble begins each transaction; it is empty where the session keeps what it was told. */
    Flush(Connection connection, String preamble) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
        this.preamble = preamble;
        this.staging = new Staging(connection, Staging.MOST);
    }

    /** The tables that the last statement was about. */
    String tables() {
        return tables;
    }

    /** The guard goes before all statements that change a table of the user's. */
    void run(List<Step> steps, boolean stepwise, Guard guard) throws SQLException {
        opening = new Opening(preamble, guard);
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
        int most = Methods.mostUnnested(rows.set(), Crossover.UNNEST_ROWS);
        for (int first = 0; first < rows.count(); first += most) {
            RowSelection part = rows.part(first, Math.min(most, rows.count() - first));
            statements.add(new Statement(new Step(part, Method.UNNEST, step.nullKeys()), ""));
        }
    }

    private void runAll(List<Statement> statements, boolean stepwise) throws SQLException {
        int together = stepwise ? 1 : STEPS_TOGETHER;
        boolean isStaged = statements.stream().anyMatch(Statement::isStaged);
        boolean hasCopy = isStaged || statements.stream().anyMatch(Statement::isCopy);
        boolean mayCopyAlone = hasCopy && statements.size() == 1 && opening.isEmpty();
        boolean fitsOne = !hasCopy && statements.size() <= together;
        if (!isStaged && (mayCopyAlone || fitsOne)) {
            runParts(statements, together);
            return;
        }
        connection.setAutoCommit(false);
        if (opening.hasSettings()) {
            execute(List.of());
        }
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
        execute(List.of());
        tables = rows.set().destination().toString();
        copyRows.send(driver, WriteSql.copy(rows.set()), rows);
    }

    private void execute(List<Statement> statements) throws SQLException {
        if (statements.isEmpty() && opening.isEmpty()) {
            return;
        }
        StringJoiner text = new StringJoiner("; ", opening.sql(), "");
        for (Statement statement : statements) {
            text.add(statement.sql());
        }
        tables = statements.isEmpty() ? "the beginning of a transaction" : tablesOf(statements);
        try (PreparedStatement prepared = connection.prepareStatement(text.toString())) {
            int parameter = opening.bind(prepared);
            opening = Opening.NONE;
            for (Statement statement : statements) {
                parameter = bind(statement, prepared, parameter);
            }
            prepared.execute();
        }
    }

    private int bind(Statement statement, PreparedStatement prepared, int parameter) throws SQLException {
        RowSelection rows = statement.step().rows();
        if (statement.isByRow()) {
            return rowArrays.bind(prepared, parameter, rows);
        }
        return switch (statement.step().method()) {
            case COPY, STAGING, TRUNCATE -> parameter;
            case MAKE_WAY, REKEY, DELETE_FORMER ->
                bindKey(rows.part(0, 1), prepared, bindKey(rows.part(1, 1), prepared, parameter));
            case KEYS -> arrays.bind(prepared, parameter, rows, 1);
            case UNNEST ->
                arrays.bind(prepared, parameter, rows, rows.set().columns().size());
        };
    }

    /** The key of one row, as {@link MoveSql} takes it. */
    private int bindKey(RowSelection row, PreparedStatement prepared, int parameter) throws SQLException {
        return RowArrays.areNeeded(row.set().key())
                ? rowArrays.bind(prepared, parameter, row)
                : arrays.bind(prepared, parameter, row, row.set().keyCount());
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

        String sql() {
            String sql = step.sql(source());
            return step.joins() ? BY_INDEX + sql : sql;
        }

        private RowSource source() {
            ColumnSet set = step.rows().set();
            if (isStaged()) {
                return RowSource.staging(set, stagingTable);
            }
            return isByRow() ? RowSource.values(set, step.rows().count()) : RowSource.unnest(set);
        }

        boolean isByRow() {
            return step.method() == Method.UNNEST
                    && RowArrays.areNeeded(step.rows().set().columns());
        }
    }
}
