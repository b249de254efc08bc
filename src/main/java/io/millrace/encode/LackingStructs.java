package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * The plans for structs of one schema of which some values were not available: each writes the other columns and leaves
 * these as they are. Confined to the task thread.
 */
final class LackingStructs {
    // Which of a table's large columns an update touches makes a handful of combinations.
    private static final int MAX_PLANS = 1000;

    private final Unavailable unavailable;
    private final RowColumns rows;
    private final Map<BitSet, StructPlan> plans = new HashMap<>();

    LackingStructs(Unavailable unavailable, RowColumns rows) {
        this.unavailable = unavailable;
        this.rows = rows;
    }

    boolean[] candidates(ColumnField[] fields) {
        boolean[] candidates = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            candidates[i] = unavailable.mayBeIn(fields[i].column());
        }
        return candidates;
    }

    boolean isUnavailable(Object value) {
        return unavailable.is(value);
    }

    StructPlan plan(Struct value, KeyFields key, Field[] fields, ColumnField[] columns) {
        BitSet there = new BitSet();
        for (int i = 0; i < fields.length; i++) {
            boolean isLacking = fields[i] != null
                    && unavailable.mayBeIn(columns[i].column())
                    && unavailable.is(value.get(fields[i]));
            if (isLacking) {
                rows.leaveOut(columns[i].column());
            }
            there.set(i, !isLacking);
        }
        StructPlan known = plans.get(there);
        return known != null ? known : learn(there, key, fields, columns);
    }

    private StructPlan learn(BitSet there, KeyFields key, Field[] fields, ColumnField[] columns) {
        List<Column> brought = new ArrayList<>();
        List<Field> keptFields = new ArrayList<>();
        List<ColumnField> keptColumns = new ArrayList<>();
        // In the order of the full set, which any set of the table's columns keeps.
        there.stream().forEach(i -> {
            brought.add(columns[i].column());
            keptFields.add(fields[i]);
            keptColumns.add(columns[i]);
        });
        ColumnSet set = rows.of(brought);
        StructPlan plan = new StructPlan(
                set, key, keptFields.toArray(Field[]::new), keptColumns.toArray(ColumnField[]::new), this);
        if (plans.size() == MAX_PLANS) {
            plans.clear();
        }
        plans.put(there, plan);
        return plan;
    }
}
