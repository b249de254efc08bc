package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The steps that write a batch, in order: deletes from children to parents, then writes from parents to children.
 * Tables in which order between keys matters have their rows written as they came. Confined to one flush.
 */
final class FlushPlan {
    private final Methods methods;
    private final Pace pace;
    private final List<Step> steps = new ArrayList<>();

    private FlushPlan(Methods methods, Pace pace) {
        this.methods = methods;
        this.pace = pace;
    }

    static List<Step> of(LaneBatch batch, Methods methods, Pace pace) {
        FlushPlan plan = new FlushPlan(methods, pace);
        if (batch.isAlone()) {
            plan.addAlone(batch.tables().get(0), batch.alone());
            return plan.steps;
        }
        List<TableBatch> parentsFirst = FlushOrder.parentsFirst(batch.tables());
        for (int at = parentsFirst.size() - 1; at >= 0; at--) {
            plan.addDeletes(parentsFirst.get(at));
        }
        List<TableBatch> order = new ArrayList<>(parentsFirst);
        if (batch.deletesTied()) {
            // Tables written in arrival order have their deletes among the runs below.
            Collections.reverse(order);
        }
        order.forEach(plan::addWrites);
        return plan.steps;
    }

    private void addAlone(TableBatch table, RowKind kind) {
        RowSelection all = Selections.all(table, kind);
        if (table.isDropped(0)) {
            return;
        } else if (kind == RowKind.TRUNCATE) {
            steps.add(new Step(all, Method.TRUNCATE, NullKeys.NONE));
            return;
        }
        for (Method method : moves(table, all.set())) {
            steps.add(new Step(all, method, MoveSql.nullKeys(all)));
        }
        Selections.runs(table).forEach(this::add);
    }

    private static List<Method> moves(TableBatch table, ColumnSet key) {
        if (!MoveSql.canRekey(key)) {
            return List.of(Method.DELETE_FORMER);
        }
        // A row that is there under the new key may be newer than the record, and then stays.
        boolean mayBeNewer = table.rule().version() != null;
        return mayBeNewer ? List.of(Method.REKEY, Method.DELETE_FORMER) : List.of(Method.MAKE_WAY, Method.REKEY);
    }

    /** The steps that write these rows, in this order. */
    static List<Step> of(List<RowSelection> selections, Methods methods, Pace pace) {
        FlushPlan plan = new FlushPlan(methods, pace);
        selections.forEach(plan::add);
        return plan.steps;
    }

    private void addDeletes(TableBatch table) {
        if (!inArrivalOrder(table)) {
            Selections.deletes(table).forEach(this::add);
        }
    }

    private void addWrites(TableBatch table) {
        if (!inArrivalOrder(table)) {
            Selections.writes(table).forEach(this::add);
        } else if (pace.replays() && !table.mayReorder()) {
            Selections.replay(table).forEach(this::add);
        } else {
            Selections.runs(table).forEach(this::add);
        }
    }

    private boolean inArrivalOrder(TableBatch table) {
        // Without an index of keys rows go as they came anyway, by COPY too.
        return table.isIndexed() && (pace.keepsArrivals() || !table.mayReorder());
    }

    private void add(RowSelection rows) {
        if (hasNoEffect(rows)) {
            return;
        }
        boolean mayHaveNulls = rows.set().destination().nullsEqual() && joins(rows);
        if (!mayHaveNulls) {
            cut(rows, NullKeys.NONE);
            return;
        }
        for (NullKeys part : NullKeys.split(rows)) {
            cut(part.rows(), part.mask());
        }
    }

    /** An update that brings keys alone. */
    private static boolean hasNoEffect(RowSelection rows) {
        return rows.count() == 0
                || (isUpdate(rows) && WriteSql.changeable(rows.set()).isEmpty());
    }

    private static boolean joins(RowSelection rows) {
        return rows.kind() == RowKind.DELETE || isUpdate(rows);
    }

    private static boolean isUpdate(RowSelection rows) {
        return rows.kind() == RowKind.WRITE && rows.batch().mode() == InsertMode.UPDATE;
    }

    private int most(RowSelection rows, Method method) {
        if (pace.order() == Pace.Order.SEARCH) {
            return Integer.MAX_VALUE;
        }
        return rows.isEachAlone() ? 1 : methods.longest(rows, method);
    }

    private void cut(RowSelection rows, long nullKeys) {
        Method method = nullKeys == NullKeys.NONE ? methods.choose(rows, inArrivalOrder(rows.batch())) : Method.UNNEST;
        int longest = Math.min(pace.longest(), most(rows, method));
        for (int first = 0; first < rows.count(); first += longest) {
            RowSelection part =
                    rows.count() <= longest ? rows : rows.part(first, Math.min(longest, rows.count() - first));
            steps.add(new Step(part, method, nullKeys));
        }
    }
}
