package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column set of each set of fields that records have brought. Confined to the task thread. */
final class JsonColumns {
    // Records that differ in which optional fields they have; beyond this the sets are found anew.
    private static final int MAX_SETS = 1000;

    private final JsonFields fields;
    private final RowColumns rows;
    private final Map<BitSet, ColumnSet> known = new HashMap<>();

    private BitSet lastPresent = new BitSet();
    private ColumnSet last;

    JsonColumns(JsonFields fields, RowColumns rows) {
        this.fields = fields;
        this.rows = rows;
    }

    ColumnSet of(BitSet present) {
        if (last == null || !present.equals(lastPresent)) {
            last = null;
            lastPresent = (BitSet) present.clone();
            last = known.get(lastPresent);
            last = last == null ? learn() : last;
        }
        return last;
    }

    private ColumnSet learn() {
        List<Column> brought = new ArrayList<>();
        lastPresent.stream()
                .filter(slot -> slot < fields.size())
                .forEach(slot -> brought.add(fields.field(slot).column()));
        boolean isLacking = lastPresent.get(fields.size());
        ColumnSet set = isLacking ? rows.lacking(brought) : rows.of(brought);
        if (known.size() == MAX_SETS) {
            known.clear();
        }
        known.put(lastPresent, set);
        return set;
    }
}
