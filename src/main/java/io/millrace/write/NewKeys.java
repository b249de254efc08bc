package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a table has none of the keys of the rows that are about to be staged: then COPY can write them, at
 * half of the server's time. Somebody else may write one of them meanwhile; COPY then fails, and the rows are staged.
 * Confined to a lane's thread.
 */
final class NewKeys {
    private final Connection connection;
    private final Novelty novelty = new Novelty();
    private final BinaryArrays arrays = new BinaryArrays();
    private final List<TableId> held = new ArrayList<>();

    NewKeys(Connection connection) {
        this.connection = connection;
    }

    /** A flush begins. */
    void begin() {
        held.clear();
    }

    /** Asks, in the flush's own transaction, where COPY could write the rows and their keys were new of late. */
    boolean areIn(Step step) throws SQLException {
        TableId table = step.rows().set().destination().id();
        if (!mayCopy(step) || !novelty.isLikely(table)) {
            return false;
        }
        if (isAnyKnown(step.rows())) {
            novelty.someWereKnown(table);
            return false;
        }
        novelty.allWereNew(table);
        held.add(table);
        return true;
    }

    /** Whether the flush failed because somebody else had written one of them; it is not asked the next time. */
    boolean wereTaken(SQLException failure) {
        boolean mayBe = !held.isEmpty() && SqlState.of(failure) == SqlState.NOT_UNIQUE;
        if (mayBe) {
            held.forEach(novelty::someWereKnown);
        }
        return mayBe;
    }

    private static boolean mayCopy(Step step) {
        RowSelection rows = step.rows();
        boolean isWrite = rows.kind() == RowKind.WRITE && step.nullKeys() == NullKeys.NONE;
        boolean mayBeThere = rows.mode() == InsertMode.UPSERT || rows.mode() == InsertMode.IGNORE;
        return isWrite && mayBeThere && KeySql.isOneArray(rows.set()) && Methods.isCopyable(rows.set());
    }

    private boolean isAnyKnown(RowSelection rows) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(KeySql.isAnyThere(rows.set()))) {
            arrays.bind(question, 1, rows, 1);
            question.execute();
            question.getMoreResults();
            try (ResultSet answer = question.getResultSet()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }
}
