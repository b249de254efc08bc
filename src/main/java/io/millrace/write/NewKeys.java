package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out whether a table has none of the keys of the rows that are about to be staged: then COPY can write them, at
 * half of the server's time. Somebody else may write one of them meanwhile; COPY then fails, and the rows are staged.
 * Confined to a lane's thread.
 */
final class NewKeys {
    /** The keys of a question, which are in memory twice, besides their rows. */
    private static final int TOGETHER = 20_000;

    private final Connection connection;
    private final Novelty novelty = new Novelty();
    private final BinaryArrays arrays = new BinaryArrays();
    /** The tables of this flush that were decided on, and whether to ask about their rows. */
    private final Map<TableId, Boolean> asked = new HashMap<>();

    private boolean mayAsk;

    NewKeys(Connection connection) {
        this.connection = connection;
    }

    /** A flush begins. */
    void begin(boolean asks) {
        asked.clear();
        mayAsk = asks;
    }

    /** Asks, in the flush's own transaction, where COPY could write the rows and their keys were new of late. */
    boolean ask(Step step) throws SQLException {
        TableId table = step.rows().set().destination().id();
        if (!mayAsk || !mayCopy(step) || !asked.computeIfAbsent(table, novelty::decide)) {
            return false;
        }
        boolean areNew = !isAnyKnown(step);
        asked.put(table, areNew);
        return areNew;
    }

    /** The flush is committed: what were held to be new keys were. */
    void committed() {
        asked.forEach((table, wereNew) -> {
            if (wereNew) {
                novelty.allWereNew(table);
            }
        });
    }

    /** Whether somebody else may have written one of the keys since they were asked about. */
    boolean mayExplain(SQLException failure) {
        return asked.containsValue(true) && SqlState.of(failure) == SqlState.NOT_UNIQUE;
    }

    private static boolean mayCopy(Step step) {
        RowSelection rows = step.rows();
        boolean isWrite = rows.kind() == RowKind.WRITE && step.nullKeys() == NullKeys.NONE;
        boolean mayBeThere = rows.mode() == InsertMode.UPSERT || rows.mode() == InsertMode.IGNORE;
        return isWrite && mayBeThere && KeySql.isOneArray(rows.set()) && Methods.isCopyable(rows.set());
    }

    private boolean isAnyKnown(Step step) throws SQLException {
        RowSelection rows = step.rows();
        try (PreparedStatement question = connection.prepareStatement(question(step))) {
            for (int first = 0; first < rows.count(); first += TOGETHER) {
                arrays.bind(question, 1, rows.part(first, Math.min(TOGETHER, rows.count() - first)), 1);
                if (isYes(question)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The step's own statement goes before, without rows: it minds if the conflict's index or a right is gone, and holds
     * the index until the commit.
     */
    private static String question(Step step) {
        return step.sqlWithoutRows() + "; " + KeySql.isAnyThere(step.rows().set());
    }

    private static boolean isYes(PreparedStatement question) throws SQLException {
        question.execute();
        // Of the step's statement, and of the settings.
        question.getMoreResults();
        question.getMoreResults();
        try (ResultSet answer = question.getResultSet()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
