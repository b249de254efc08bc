package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.TypeKind;
import java.util.List;

/**
 * Chooses how rows are written, by what was asked, what the table takes, and how many they are. Immutable.
 *
 * @param mayStage whether this role may make temporary tables here
 */
record Methods(WriteMethod asked, boolean mayStage) {
    /** Rows whose order matters go by statements that take arrays: these keep it, whatever the table is. */
    Method choose(RowSelection rows, boolean inArrivalOrder) {
        if (rows.kind() == RowKind.DELETE) {
            return chooseForDelete(rows, inArrivalOrder);
        }
        boolean mayCopy = asked != WriteMethod.UNNEST && !inArrivalOrder;
        if (!mayCopy || !isLarge(rows)) {
            return Method.UNNEST;
        }
        if (rows.batch().mode() == InsertMode.INSERT && isCopyable(rows.set())) {
            return Method.COPY;
        }
        return mayStage ? Method.STAGING : Method.UNNEST;
    }

    private Method chooseForDelete(RowSelection rows, boolean inArrivalOrder) {
        if (KeySql.isOneArray(rows.set())) {
            return Method.KEYS;
        }
        boolean mayCopy = asked != WriteMethod.UNNEST && !inArrivalOrder && mayStage;
        return mayCopy && rows.count() > Crossover.STAGING_ROWS ? Method.STAGING : Method.UNNEST;
    }

    private boolean isLarge(RowSelection rows) {
        if (asked == WriteMethod.COPY) {
            return true;
        }
        boolean isByRow = RowArrays.areNeeded(rows.set().columns());
        if (rows.batch().mode() == InsertMode.INSERT && isCopyable(rows.set())) {
            boolean isWide = isByRow || rows.length() >= Crossover.INSERT_COPY_BYTES;
            return isWide && rows.count() >= Crossover.INSERT_COPY_ROWS;
        } else if (isByRow) {
            return rows.count() * rows.set().columns().size() >= Crossover.STAGING_BOUND_VALUES;
        }
        boolean isWide = rows.count() >= Crossover.STAGING_LEAST_ROWS && rows.length() >= Crossover.STAGING_BYTES;
        return isWide || rows.count() >= Crossover.STAGING_ROWS;
    }

    /** Whether COPY can write rows of these columns straight into their table. */
    static boolean isCopyable(ColumnSet set) {
        boolean copyable = set.destination().shape().copyable();
        for (Column column : set.columns()) {
            copyable &= column.type().kind() != TypeKind.OTHER;
        }
        return copyable;
    }

    /** How many rows one statement by this method should take. */
    int longest(RowSelection rows, Method method) {
        return switch (method) {
            case COPY, STAGING -> Integer.MAX_VALUE;
            case KEYS -> Crossover.DELETE_KEYS;
            case UNNEST -> longestUnnest(rows);
            case TRUNCATE, REKEY, DELETE_FORMER -> rows.count();
        };
    }

    private static int longestUnnest(RowSelection rows) {
        boolean isWrite = rows.kind() == RowKind.WRITE;
        if (isWrite && rows.batch().mode() == InsertMode.INSERT) {
            return mostUnnested(rows.set(), Crossover.UNNEST_INSERT_ROWS);
        }
        // Two spellings of one key in one UPDATE: PostgreSQL would take either, silently.
        boolean mayMeet =
                isWrite && rows.mode() == InsertMode.UPDATE && !rows.batch().hasProvenKeys();
        return mayMeet ? 1 : mostUnnested(rows.set(), Crossover.UNNEST_ROWS);
    }

    /** How many rows one statement takes without staging: as many as are worth while, if their values can be bound. */
    static int mostUnnested(ColumnSet set, int worthwhile) {
        List<Column> columns = set.columns();
        return RowArrays.areNeeded(columns)
                ? Math.max(1, Math.min(worthwhile, RowArrays.MOST_PARAMETERS / columns.size()))
                : worthwhile;
    }
}
