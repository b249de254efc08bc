package io.millrace.write;

import io.millrace.encode.RowBuffer;
import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns rows into columns: a field is the same bytes in COPY BINARY and in a binary array, so slices are copied. Lives
 * on a lane's thread; its buffers serve one statement after the other.
 *
 * <p>An array is: int32 dimensions, int32 whether there are nulls, int32 type of the elements, int32 their number, int32
 * lower bound, then each element as int32 length and bytes (array_send in PostgreSQL's arrayfuncs.c).
 */
final class BinaryArrays {
    private static final int FIRST_BYTES = 4 * 1024;
    private static final int MOST_BYTES_KEPT = 1024 * 1024;
    private static final int HAS_NULLS_AT = Integer.BYTES;
    private static final int TUPLE_HEADER = Short.BYTES;

    private final List<RowBuffer> buffers = new ArrayList<>();

    /** Binds the columns of these rows to the statement's parameters, in order. */
    void bind(PreparedStatement statement, RowSelection rows) throws SQLException {
        List<Column> columns = rows.set().columns();
        fill(rows, columns);
        for (int at = 0; at < columns.size(); at++) {
            WireType type = WireType.of(columns.get(at).type());
            statement.setObject(at + 1, new BinaryArray(type.arrayName(), buffers.get(at)));
        }
        shrink();
    }

    private void fill(RowSelection rows, List<Column> columns) {
        while (buffers.size() < columns.size()) {
            buffers.add(new RowBuffer(FIRST_BYTES));
        }
        for (int at = 0; at < columns.size(); at++) {
            begin(buffers.get(at), WireType.of(columns.get(at).type()), rows.count());
        }
        for (int position = 0; position < rows.count(); position++) {
            slice(rows.bytes(), rows.start(position) + TUPLE_HEADER, columns.size());
        }
    }

    private static void begin(RowBuffer array, WireType type, int count) {
        array.clear();
        array.putInt(1);
        array.putInt(0);
        array.putInt(type.element());
        array.putInt(count);
        array.putInt(1);
    }

    private void slice(byte[] bytes, int start, int columns) {
        int at = start;
        for (int column = 0; column < columns; column++) {
            int end = RowImage.skipField(bytes, at);
            RowBuffer array = buffers.get(column);
            array.putBytes(bytes, at, end - at);
            if (bytes[at] < 0) {
                // Only a null's length is negative.
                array.setInt(HAS_NULLS_AT, 1);
            }
            at = end;
        }
    }

    /** Statements bind their own copy, so a buffer that grew for large documents need not stay large. */
    private void shrink() {
        for (RowBuffer buffer : buffers) {
            if (buffer.capacity() > MOST_BYTES_KEPT) {
                buffer.shrinkTo(FIRST_BYTES);
            }
        }
    }
}
