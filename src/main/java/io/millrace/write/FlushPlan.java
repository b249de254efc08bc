package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides by which statements, and in which order, a batch is written: first what is to be deleted, children before
 * parents, then what is to be written, parents before children. Lives on a lane's thread.
 */
final class FlushPlan {
    private final WriteSettings settings;
    private final Form form;
    private final Connection connection;
    private final Staging staging;
    private final List<Step> steps = new ArrayList<>();

    private FlushPlan(WriteSettings settings, Form form, Connection connection, Staging staging) {
        this.settings = settings;
        this.form = form;
        this.connection = connection;
        this.staging = staging;
    }

    /** The statements for this batch; makes the temporary tables they need, so it is called before the transaction. */
    static List<Step> of(LaneBatch batch, WriteSettings settings, Form form, Connection connection, Staging staging)
            throws SQLException {
        staging.begin();
        FlushPlan plan = new FlushPlan(settings, form, connection, staging);
        plan.add(FlushOrder.parentsFirst(batch.tables()));
        return plan.steps;
    }

    private void add(List<TableBatch> tables) throws SQLException {
        for (int at = tables.size() - 1; at >= 0; at--) {
            if (!keepsArrivalOrder(tables.get(at))) {
                addAll(Selections.deletes(tables.get(at)), tables.get(at).mode());
            }
        }
        for (TableBatch table : tables) {
            addAll(keepsArrivalOrder(table) ? inArrivalOrder(table) : Selections.writes(table), table.mode());
        }
    }

    private boolean keepsArrivalOrder(TableBatch table) {
        return table.isIndexed() && (form.inArrivalOrder() || !table.mayReorder());
    }

    private List<RowSelection> inArrivalOrder(TableBatch table) {
        return form.replayed() ? Selections.replay(table) : Selections.runs(table);
    }

    private void addAll(List<RowSelection> selections, InsertMode mode) throws SQLException {
        for (RowSelection rows : selections) {
            if (rows.count() > 0) {
                add(rows, mode);
            }
        }
    }

    private void add(RowSelection rows, InsertMode mode) throws SQLException {
        Method method = rows.kind() == RowKind.DELETE || keepsArrivalOrder(rows.batch())
                ? Method.ARRAYS
                : Method.of(rows, mode, settings);
        Optional<String> stage =
                method == Method.STAGE ? staging.take(connection, rows.set().columns()) : Optional.of("");
        if (method == Method.ARRAYS || stage.isEmpty()) {
            cut(rows);
        } else {
            steps.add(new Step(rows, method, stage.get()));
        }
    }

    private void cut(RowSelection rows) {
        int longest = Math.min(form.longest(), Method.LONGEST_ARRAYS);
        for (int first = 0; first < rows.count(); first += longest) {
            RowSelection part = rows.part(first, Math.min(longest, rows.count() - first));
            steps.add(new Step(part, Method.ARRAYS, ""));
        }
    }
}
