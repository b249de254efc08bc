package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Adds to the rows of another plan what no field of the value fills: columns of metadata, and those that a missing
 * field leaves. Confined to the task thread.
 */
final class Supplement implements RowPlan {
    private static final int SCRATCH_BYTES = 1024;

    private final RowPlan rows;
    private final SuppliedColumns supplied;
    private final Map<ColumnSet, Layout> layouts = new IdentityHashMap<>();
    private final RowBuffer brought = new RowBuffer(SCRATCH_BYTES);

    private Layout last;

    Supplement(RowPlan rows, SuppliedColumns supplied) {
        this.rows = rows;
        this.supplied = supplied;
    }

    @Override
    public ColumnSet encode(Change change, RowBuffer out) {
        int start = out.size();
        Layout layout = layout(rows.encode(change, out));
        brought.clear();
        brought.putBytes(out.array(), start, out.size() - start);
        out.cutTo(start);
        out.putShort(layout.whole.columns().size());
        int field = RowImage.firstField(0);
        for (Place place : layout.places) {
            int next = place.isBrought ? RowImage.skipField(brought.array(), field) : field;
            place.put(change.record(), brought.array(), field, next, out);
            field = next;
        }
        return layout.whole;
    }

    private Layout layout(ColumnSet set) {
        if (last == null || last.set != set) {
            last = layouts.computeIfAbsent(set, this::learn);
        }
        return last;
    }

    private Layout learn(ColumnSet set) {
        ColumnSet whole = supplied.complete(set);
        List<Place> places = new ArrayList<>();
        for (Column column : whole.columns()) {
            places.add(new Place(set.columns().contains(column), supplied.metadata(column)));
        }
        return new Layout(set, whole, places);
    }

    /** What rows of one set become. */
    private record Layout(ColumnSet set, ColumnSet whole, List<Place> places) {}

    /**
     * A column of the whole row: of the metadata, else as it was brought, else null.
     *
     * @param metadata null where the column is none of the metadata
     */
    private record Place(boolean isBrought, MetadataField metadata) {
        void put(SinkRecord record, byte[] row, int field, int next, RowBuffer out) {
            if (metadata != null) {
                metadata.put(record, out);
            } else if (isBrought) {
                out.putBytes(row, field, next - field);
            } else {
                out.putInt(RowImage.NULL);
            }
        }
    }
}
