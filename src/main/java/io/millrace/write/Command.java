package io.millrace.write;

import io.millrace.table.ColumnSet;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A step with the staging table that holds its rows, if any. Immutable; lives on a lane's thread. */
record Command(Step step, String stagingTable) {
    /** A step whose rows are its statement's parameters, or a COPY. */
    static Command unstaged(Step step) {
        return new Command(step, "");
    }

    boolean isStaged() {
        return step.method() == Method.STAGING;
    }

    boolean isCopy() {
        return step.method() == Method.COPY;
    }

    RowSelection rows() {
        return step.rows();
    }

    /** The table it writes to. */
    String table() {
        return step.rows().set().destination().toString();
    }

    String sql(boolean skipUnchanged) {
        String sql = step.sql(source(), skipUnchanged);
        return step.joins() ? Flush.BY_INDEX + sql : sql;
    }

    private RowSource source() {
        ColumnSet set = step.rows().set();
        return stagingTable.isEmpty() ? RowSource.unnest(set) : RowSource.staging(set, stagingTable);
    }

    /** Binds its parameters from this one on, and says which comes next. */
    int bind(BinaryArrays arrays, PreparedStatement prepared, int parameter) throws SQLException {
        int columns = step.rows().set().columns().size();
        return switch (step.method()) {
            case COPY, STAGING -> parameter;
            case KEYS -> arrays.bind(prepared, parameter, step.rows(), 1);
            case UNNEST -> arrays.bind(prepared, parameter, step.rows(), columns);
        };
    }
}
