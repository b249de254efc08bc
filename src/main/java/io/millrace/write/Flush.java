package io.millrace.write;

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
    private final Parameters parameters = new Parameters();
    private final NewKeys newKeys;
    private String tables = "";
    private Opening opening = Opening.NONE;

    /** The preamble begins each transaction; it is empty where the session keeps what it was told. */
    Flush(Connection connection, Staging staging, String preamble) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
        this.preamble = preamble;
        this.staging = staging;
        this.newKeys = new NewKeys(connection);
    }

    /** The tables that the last statement was about. */
    String tables() {
        return tables;
    }

    /** The guard goes before all statements that change a table of the user's. */
    void run(List<Step> steps, boolean stepwise, Guard guard) throws SQLException {
        // A key that moves is there in the end.
        newKeys.begin(steps.stream().noneMatch(step -> step.method().isMove()));
        runOnce(steps, stepwise, guard);
        newKeys.committed();
    }

    /** The same after a failure that {@link #mayBeOfNewKeys} explains: all that is to be staged is. */
    void runStaged(List<Step> steps, boolean stepwise, Guard guard) throws SQLException {
        newKeys.begin(false);
        runOnce(steps, stepwise, guard);
    }

    /** Whether a key that was held to be new may have been written by somebody else. */
    boolean mayBeOfNewKeys(SQLException failure) {
        return newKeys.mayExplain(failure);
    }

    private void runOnce(List<Step> steps, boolean stepwise, Guard guard) throws SQLException {
        opening = new Opening(preamble, guard);
        tables = "";
        try {
            runAll(prepare(steps), stepwise);
        } finally {
            staging.giveBack();
        }
    }

    /** Finds each step its staging table, before the transaction begins, whose failure would undo the making of one. */
    private List<Command> prepare(List<Step> steps) throws SQLException {
        List<Command> statements = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step.method() == Method.STAGING) {
                prepareStaged(step, statements);
            } else {
                statements.add(Command.unstaged(step));
            }
        }
        return statements;
    }

    private void prepareStaged(Step step, List<Command> statements) throws SQLException {
        Optional<String> table = staging.take(step.rows().set());
        if (table.isPresent()) {
            statements.add(new Command(step, table.get()));
            return;
        }
        RowSelection rows = step.rows();
        int most = Methods.mostUnnested(rows.set(), Crossover.UNNEST_ROWS);
        for (int first = 0; first < rows.count(); first += most) {
            RowSelection part = rows.part(first, Math.min(most, rows.count() - first));
            statements.add(Command.unstaged(new Step(part, Method.UNNEST, step.nullKeys())));
        }
    }

    private void runAll(List<Command> statements, boolean stepwise) throws SQLException {
        int together = stepwise ? 1 : STEPS_TOGETHER;
        boolean isStaged = statements.stream().anyMatch(Command::isStaged);
        boolean hasCopy = isStaged || statements.stream().anyMatch(Command::isCopy);
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
        List<Command> commands = new ArrayList<>(statements.size());
        for (Command statement : statements) {
            commands.add(fill(statement));
        }
        runParts(commands, together);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Fills the command's staging table, or says that it needs none. */
    private Command fill(Command statement) throws SQLException {
        if (!statement.isStaged()) {
            return statement;
        }
        tables = statement.table();
        if (newKeys.ask(statement.step())) {
            return statement.ofNewKeys();
        }
        copyRows.send(driver, WriteSql.copyInto(statement.stagingTable()), statement.rows());
        return statement;
    }

    private void runParts(List<Command> statements, int together) throws SQLException {
        int from = 0;
        for (int at = 0; at < statements.size(); at++) {
            if (statements.get(at).isCopy()) {
                execute(statements.subList(from, at));
                copy(statements.get(at).rows());
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

    private void execute(List<Command> statements) throws SQLException {
        if (statements.isEmpty() && opening.isEmpty()) {
            return;
        }
        StringJoiner text = new StringJoiner("; ", opening.sql(), "");
        for (Command statement : statements) {
            text.add(statement.sql());
        }
        tables = statements.isEmpty() ? "the beginning of a transaction" : tablesOf(statements);
        try (PreparedStatement prepared = connection.prepareStatement(text.toString())) {
            int parameter = opening.bind(prepared);
            opening = Opening.NONE;
            for (Command statement : statements) {
                parameter = parameters.bind(prepared, parameter, statement);
            }
            prepared.execute();
        }
    }

    private static String tablesOf(List<Command> statements) {
        return String.join(
                " or ", statements.stream().map(Command::table).distinct().toList());
    }
}
