package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.TypeKind;

/** How a selection of rows reaches its table. */
enum Method {
    /** COPY BINARY straight into the table. */
    COPY,
    /** COPY BINARY into a temporary table, and one statement from there. */
    STAGE,
    /** One statement over arrays given as parameters. */
    ARRAYS;

    /** From here on COPY is worth its round trips for plain inserts; measured, see src/docs/benchmarks.md. */
    static final int COPY_FROM = 2_000;

    /** From here on staging is worth its round trips; measured, see src/docs/benchmarks.md. */
    static final int STAGE_FROM = 2_000;

    /** Statements over arrays get slower per row when they are longer. */
    static final int LONGEST_ARRAYS = 1_000;

    static Method of(RowSelection rows, InsertMode mode, WriteSettings settings) {
        boolean direct = mode == InsertMode.INSERT && isCopyable(rows.set());
        int from = direct ? COPY_FROM : STAGE_FROM;
        boolean copies =
                settings.method() == WriteMethod.AUTO ? rows.count() >= from : settings.method() == WriteMethod.COPY;
        if (!copies) {
            return ARRAYS;
        }
        return direct ? COPY : STAGE;
    }

    /** Whether COPY can write these columns itself: not where the server must cast a text first. */
    private static boolean isCopyable(ColumnSet set) {
        for (Column column : set.columns()) {
            if (column.type().kind() == TypeKind.OTHER) {
                return false;
            }
        }
        return set.destination().shape().copyable();
    }
}
