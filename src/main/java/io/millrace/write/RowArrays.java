package io.millrace.write;

import io.millrace.encode.HstoreText;
import io.millrace.encode.RowBuffer;
import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Binds rows that have array columns, which unnest would flatten: a parameter for each value. An array is sent as it is;
 * any other value as the only element of an array, so that one way of binding serves every type. Confined to a lane's
 * thread.
 */
final class RowArrays {
    /** Half of what a statement may have (the protocol counts them in 16 bits). */
    static final int MOST_PARAMETERS = 32_000;

    // An array's OID of its elements comes behind its number of dimensions and whether it has nulls.
    private static final int ELEMENT_AT = 2 * Integer.BYTES;
    private static final int FIRST_BYTES = 256;

    private final RowBuffer value = new RowBuffer(FIRST_BYTES);

    /** Whether rows of these columns have to be bound one by one. */
    static boolean areNeeded(List<Column> columns) {
        for (Column column : columns) {
            if (column.type().kind() == TypeKind.ARRAY) {
                return true;
            }
        }
        return false;
    }

    /** Binds the rows from this parameter on, and says which parameter comes next. */
    int bind(PreparedStatement statement, int parameter, RowSelection rows) throws SQLException {
        List<Column> columns = rows.set().columns();
        int next = parameter;
        for (int position = 0; position < rows.count(); position++) {
            int at = RowImage.firstField(rows.start(position));
            for (Column column : columns) {
                bind(statement, next++, column, rows.bytes(), at);
                at = RowImage.skipField(rows.bytes(), at);
            }
        }
        return next;
    }

    private void bind(PreparedStatement statement, int parameter, Column column, byte[] row, int at)
            throws SQLException {
        statement.setObject(parameter, new BinaryArray(ArrayType.ofValue(column), encode(column, row, at)));
    }

    /** The parameter for the field at this position, overwritten by the next call; the driver sends no bytes as NULL. */
    RowBuffer encode(Column column, byte[] row, int at) {
        ArrayType type = ArrayType.ofValue(column);
        value.clear();
        if (column.type().kind() != TypeKind.ARRAY) {
            putOnly(column, type, row, at);
        } else if (!RowImage.isNull(row, at)) {
            putArray(type, row, at);
        }
        return value;
    }

    /** The elements travel as their base type, whose OID never changes; the statement casts the array. */
    private void putArray(ArrayType type, byte[] row, int at) {
        value.putBytes(row, RowImage.bytes(at), RowImage.length(row, at));
        value.setInt(ELEMENT_AT, type.elementOid());
    }

    private void putOnly(Column column, ArrayType type, byte[] row, int at) {
        value.putInt(1);
        value.putInt(RowImage.isNull(row, at) ? 1 : 0);
        value.putInt(type.elementOid());
        value.putInt(1);
        value.putInt(1);
        if (column.type().kind() == TypeKind.HSTORE) {
            HstoreText.put(row, at, value);
        } else {
            value.putBytes(row, at, RowImage.skipField(row, at) - at);
        }
    }
}
