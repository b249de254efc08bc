package io.millrace.write;

import io.millrace.encode.RowBuffer;
import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.util.List;

/**
 * Makes one row of two writes of the same key: the older one's columns, with the newer one's values where it brings
 * them. Both sets keep the table's order, so one walk over both does. Stateless.
 */
final class RowMerge {
    private static final int TUPLE_HEADER = Short.BYTES;

    private RowMerge() {}

    /** Appends the merged tuple to the buffer that holds both; the older set covers the newer. */
    static void append(RowBuffer bytes, int olderStart, ColumnSet older, int newerStart, ColumnSet newer) {
        List<Column> newerColumns = newer.columns();
        int olderAt = olderStart + TUPLE_HEADER;
        int newerAt = newerStart + TUPLE_HEADER;
        int next = 0;
        bytes.putShort(older.columns().size());
        for (Column column : older.columns()) {
            int olderEnd = RowImage.skipField(bytes.array(), olderAt);
            if (next < newerColumns.size() && newerColumns.get(next) == column) {
                int newerEnd = RowImage.skipField(bytes.array(), newerAt);
                bytes.putBytes(bytes.array(), newerAt, newerEnd - newerAt);
                newerAt = newerEnd;
                next++;
            } else {
                bytes.putBytes(bytes.array(), olderAt, olderEnd - olderAt);
            }
            olderAt = olderEnd;
        }
    }
}
