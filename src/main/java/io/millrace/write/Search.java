package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.ColumnSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One search of a batch for refused rows, within an open transaction. Confined to a lane's thread. */
final class Search {
    /** As deep as children may lie below parents that come after them in one batch, each in need of another pass. */
    private static final int MOST_GENERATIONS = 10;

    private static final String UNIQUE = "23505";

    private final LaneBatch batch;
    private final Means means;
    private final Pace pace;
    private final List<RefusedRow> refused = new ArrayList<>();

    Search(LaneBatch batch, Means means, Pace pace) {
        this.batch = batch;
        this.means = means;
        this.pace = pace;
    }

    /** The column sets of the rows that it may write. */
    static Set<ColumnSet> sets(LaneBatch batch) {
        Set<ColumnSet> sets = new LinkedHashSet<>();
        for (TableBatch table : batch.tables()) {
            for (int row = 0; row < table.size(); row++) {
                sets.add(table.set(row));
            }
        }
        return sets;
    }

    Isolated run() throws SQLException {
        for (Step step : FlushPlan.of(batch, means.methods(), pace)) {
            means.attempts().probe(step);
            write(step);
        }
        tryChildrenAgain();
        for (TableBatch table : batch.tables()) {
            writeHistories(table);
        }
        List<RefusedRow> stored = takeStored();
        return Isolated.of(refused, stored);
    }

    private void write(Step step) throws SQLException {
        RowSelection rows = step.rows();
        boolean isStaged = means.loop().takes(rows)
                && means.attempts().attempt(() -> means.loop().stage(rows)).isEmpty();
        if (isStaged) {
            int before = refused.size();
            means.loop().run(step, refused);
            checkGrants(step, refused.subList(before, refused.size()));
        } else {
            means.halving().run(step, refused);
        }
    }

    /** A loop cannot tell row security's refusal from a lacking grant, which an operator has to see to. */
    private void checkGrants(Step step, List<RefusedRow> found) throws SQLException {
        for (RefusedRow row : found) {
            if (row.hasCode(SqlState.GRANT)) {
                RowSelection alone = step.rows().of(new int[] {row.row()}, 1);
                means.attempts().attempt(new Step(alone, step.method(), step.nullKeys()));
                return;
            }
        }
    }

    /** A parent may have come after its child in the same batch. */
    private void tryChildrenAgain() throws SQLException {
        int before = Integer.MAX_VALUE;
        for (int generation = 0; generation < MOST_GENERATIONS; generation++) {
            List<RefusedRow> children =
                    refused.stream().filter(Search::isOnlyChild).toList();
            if (children.isEmpty() || children.size() == before) {
                return;
            }
            before = children.size();
            refused.removeIf(Search::isOnlyChild);
            write(RowGroups.selections(children));
        }
    }

    /** Whether it can be written later than it was to be: nothing else of its key was. */
    private static boolean isOnlyChild(RefusedRow row) {
        TableBatch table = row.table();
        if (!row.hasCode(SqlState.FOREIGN_KEY) || !table.isIndexed()) {
            return row.hasCode(SqlState.FOREIGN_KEY);
        }
        int entry = table.entryOf(row.row());
        boolean isWriteAfterDelete = !table.isDelete(row.row());
        return table.mayReorder() && (isWriteAfterDelete || table.index().writeOf(entry) == KeyIndex.NONE);
    }

    private void writeHistories(TableBatch table) throws SQLException {
        if (table.mayReorder()) {
            write(Selections.replay(table, KeyHistory.take(table, refused)));
        }
    }

    private void write(List<RowSelection> selections) throws SQLException {
        for (Step step : FlushPlan.of(selections, means.methods(), pace)) {
            write(step);
        }
    }

    /** What insert finds in the table just as it comes, an earlier attempt of ours has put there. */
    private List<RefusedRow> takeStored() throws SQLException {
        List<RefusedRow> twice = refused.stream()
                .filter(row -> row.hasCode(UNIQUE) && row.table().mode() == InsertMode.INSERT)
                .toList();
        List<RefusedRow> stored = means.stored().among(twice);
        refused.removeAll(new HashSet<>(stored));
        return stored;
    }
}
