package io.millrace.write;

import io.millrace.encode.HstoreText;
import io.millrace.encode.RowBuffer;
import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns encoded rows into one binary array a column, by copying slices, and binds them. Confined to a lane's thread.
 *
 * <p>A field is {@code int32 length, bytes} in a tuple of COPY BINARY and in an array alike. An array begins with its
 * number of dimensions, whether it has nulls, the element's OID, and for each dimension its length and lower bound
 * (array_recv in PostgreSQL's arrayfuncs.c).
 */
final class BinaryArrays {
    private static final int HAS_NULLS_AT = Integer.BYTES;
    private static final int FIRST_BYTES = 8 * 1024;
    /** Of a column with large documents: its memory is given back after use. */
    private static final int KEPT_BYTES = 256 * 1024;

    private static final int NULL_LENGTH = -1;

    private final List<RowBuffer> buffers = new ArrayList<>();

    /** Binds the first columns of the rows from this parameter on, and says which parameter comes next. */
    int bind(PreparedStatement statement, int parameter, RowSelection rows, int columns) throws SQLException {
        List<Column> bound = rows.set().columns().subList(0, columns);
        encode(rows, bound);
        for (int column = 0; column < columns; column++) {
            BinaryArray array = new BinaryArray(ArrayType.of(bound.get(column)), buffers.get(column));
            statement.setObject(parameter + column, array);
        }
        forgetLargeOnes();
        return parameter + columns;
    }

    /** The array of each of these columns; overwritten by the next call. */
    List<RowBuffer> encode(RowSelection rows, List<Column> columns) {
        open(columns, rows.count());
        for (int position = 0; position < rows.count(); position++) {
            slice(rows.bytes(), rows.start(position) + Short.BYTES, columns);
        }
        return buffers.subList(0, columns.size());
    }

    private void open(List<Column> columns, int length) {
        while (buffers.size() < columns.size()) {
            buffers.add(new RowBuffer(FIRST_BYTES));
        }
        for (int column = 0; column < columns.size(); column++) {
            RowBuffer array = buffers.get(column);
            array.clear();
            array.putInt(1);
            array.putInt(0);
            array.putInt(ArrayType.of(columns.get(column)).elementOid());
            array.putInt(length);
            array.putInt(1);
        }
    }

    private void slice(byte[] bytes, int start, List<Column> columns) {
        int at = start;
        for (int column = 0; column < columns.size(); column++) {
            RowBuffer array = buffers.get(column);
            int end = RowImage.skipField(bytes, at);
            int from = array.size();
            if (columns.get(column).type().kind() == TypeKind.HSTORE) {
                HstoreText.put(bytes, at, array);
            } else {
                array.putBytes(bytes, at, end - at);
            }
            if (end - at == Integer.BYTES && array.intAt(from) == NULL_LENGTH) {
                array.array()[HAS_NULLS_AT + Integer.BYTES - 1] = 1;
            }
            at = end;
        }
    }

    private void forgetLargeOnes() {
        for (int column = 0; column < buffers.size(); column++) {
            if (buffers.get(column).capacity() > KEPT_BYTES) {
                buffers.set(column, new RowBuffer(FIRST_BYTES));
            }
        }
    }
}
