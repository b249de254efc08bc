package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.Arrays;

/**
 * Compares encoded rows by their version column, as the server does when it asks whether the one that comes is newer.
 * Reuses its buffers; confined to the task thread.
 */
public final class VersionOrder {
    private static final int FIRST_BYTES = 64;

    private final Column version;
    private final boolean ordered;
    private final RowBuffer held = new RowBuffer(FIRST_BYTES);
    private final RowBuffer coming = new RowBuffer(FIRST_BYTES);

    public VersionOrder(Column version) {
        this.version = version;
        this.ordered = KeyForm.sortsAsValue(version.type().kind());
    }

    /** A row whose stored version is null is older than any other; one without a version is newer than no other. */
    public Newness compare(
            byte[] heldRows, int heldStart, ColumnSet heldSet, RowBuffer comingRow, ColumnSet comingSet) {
        if (!ordered) {
            return Newness.UNKNOWN;
        }
        int heldField = RowImage.field(heldRows, heldStart, place(heldSet));
        int comingField = RowImage.field(comingRow.array(), 0, place(comingSet));
        if (RowImage.isNull(heldRows, heldField)) {
            return Newness.NEWER;
        }
        boolean isGreater = !RowImage.isNull(comingRow.array(), comingField)
                && compare(heldRows, heldField, comingRow.array(), comingField) < 0;
        return isGreater ? Newness.NEWER : Newness.NOT_NEWER;
    }

    private int compare(byte[] heldRows, int heldField, byte[] comingRow, int comingField) {
        put(heldRows, heldField, held);
        put(comingRow, comingField, coming);
        return Arrays.compareUnsigned(held.array(), 0, held.size(), coming.array(), 0, coming.size());
    }

    private void put(byte[] rows, int field, RowBuffer form) {
        form.clear();
        KeyForm.appendPart(version.type().kind(), rows, RowImage.bytes(field), RowImage.length(rows, field), form);
    }

    private int place(ColumnSet set) {
        int place = 0;
        while (set.columns().get(place).number() != version.number()) {
            place++;
        }
        return place;
    }
}
