package io.millrace.write;

import io.millrace.table.ColumnSet;

/** A step with the staging table that holds its rows, if any. Immutable; lives on a lane's thread. */
record Command(Step step, String stagingTable) {
    /** A step whose rows are its statement's parameters, or a COPY. */
    static Command unstaged(Step step) {
        return new Command(step, "");
    }

    /** The same rows by COPY straight into their table, which has none of their keys. */
    Command ofNewKeys() {
        return unstaged(new Step(step.rows(), Method.COPY, step.nullKeys()));
    }

    boolean isStaged() {
        return step.method() == Method.STAGING;
    }

    boolean isCopy() {
        return step.method() == Method.COPY;
    }

    /** Whether each value is a parameter of its own. VALUES takes a row at least; without rows nothing is flattened. */
    boolean isByRow() {
        return step.method() == Method.UNNEST
                && step.rows().count() > 0
                && RowArrays.areNeeded(step.rows().set().columns());
    }

    RowSelection rows() {
        return step.rows();
    }

    /** The table it writes to. */
    String table() {
        return step.rows().set().destination().toString();
    }

    String sql() {
        String sql = step.sql(source());
        return step.joins() ? Flush.BY_INDEX + sql : sql;
    }

    RowSource source() {
        ColumnSet set = step.rows().set();
        if (isStaged()) {
            return RowSource.staging(set, stagingTable);
        }
        return isByRow() ? RowSource.values(set, step.rows().count()) : RowSource.unnest(set);
    }
}
