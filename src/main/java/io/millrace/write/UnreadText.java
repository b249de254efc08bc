package io.millrace.write;

import io.millrace.encode.RowImage;
import io.millrace.table.Column;
import io.millrace.table.PgType;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says of rows whose text the server cannot read which of their columns it reads from text. The server tells the column
 * in its context alone, amid values, and for COPY alone. Stateless; on a lane's thread.
 */
final class UnreadText {
    /** A form that is none of its type's, a range whose ends are in the wrong order, and a time that is none. */
    private static final Set<String> CODES = Set.of("22P02", "22000", "22007");

    private UnreadText() {}

    /** The same row, with the columns where its refusal is of this kind. */
    static RefusedRow explain(RefusedRow row) {
        boolean isUnread = CODES.contains(row.failure().code())
                && row.failure().names().column().isEmpty();
        List<String> columns = isUnread ? columns(row.table(), row.row()) : List.of();
        return columns.isEmpty()
                ? row
                : row.because("columns that PostgreSQL reads from text: " + String.join(", ", columns));
    }

    /** Those that have a value in this row. */
    private static List<String> columns(TableBatch batch, int row) {
        List<String> names = new ArrayList<>();
        if (batch.isDelete(row)) {
            return names;
        }
        int field = RowImage.firstField(batch.start(row));
        for (Column column : batch.set(row).columns()) {
            if (isRead(column.type()) && !RowImage.isNull(batch.bytes(), field)) {
                names.add(column.name());
            }
            field = RowImage.skipField(batch.bytes(), field);
        }
        return names;
    }

    private static boolean isRead(PgType type) {
        TypeKind kind = type.isArray() ? type.element().kind() : type.kind();
        return kind == TypeKind.OTHER || kind == TypeKind.ENUM;
    }
}
