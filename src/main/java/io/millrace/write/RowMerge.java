package io.millrace.write;

import io.millrace.encode.RowBuffer;
import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.List;

/**
 * Makes one row of two writes of the same key: the columns of both, with the newer one's values where it brings them.
 * Both sets keep the table's order, so one walk over both does. Immutable.
 */
final class RowMerge {
    private static final int TUPLE_HEADER = Short.BYTES;

    private final boolean keepExisting;

    /** Either a null that the newer one brings is a value like others, or it leaves what the older one has. */
    RowMerge(boolean keepExisting) {
        this.keepExisting = keepExisting;
    }

    /** Appends the merged tuple to the buffer that holds both, of which one covers the other; gives the covering set. */
    ColumnSet append(RowBuffer bytes, int olderStart, ColumnSet older, int newerStart, ColumnSet newer) {
        ColumnSet merged = newer.covers(older) ? newer : older;
        Cursor olderRow = new Cursor(older, olderStart);
        Cursor newerRow = new Cursor(newer, newerStart);
        bytes.putShort(merged.columns().size());
        for (Column column : merged.columns()) {
            int olderField = olderRow.take(column, bytes.array());
            int newerField = newerRow.take(column, bytes.array());
            boolean keeps = keepExisting
                    && olderField != Cursor.NONE
                    && newerField != Cursor.NONE
                    && RowImage.isNull(bytes.array(), newerField);
            int chosen = newerField == Cursor.NONE || keeps ? olderField : newerField;
            bytes.putBytes(bytes.array(), chosen, RowImage.skipField(bytes.array(), chosen) - chosen);
        }
        return merged;
    }

    /** Walks over the fields of one row. */
    private static final class Cursor {
        static final int NONE = -1;

        private final List<Column> columns;
        private int next;
        private int at;

        Cursor(ColumnSet set, int start) {
            this.columns = set.columns();
            this.at = start + TUPLE_HEADER;
        }

        /** The position of the column's field, where it is the next one. */
        int take(Column column, byte[] bytes) {
            if (next == columns.size() || columns.get(next) != column) {
                return NONE;
            }
            int field = at;
            at = RowImage.skipField(bytes, at);
            next++;
            return field;
        }
    }
}
