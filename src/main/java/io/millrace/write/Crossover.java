package io.millrace.write;

/**
 * The sizes at which one method of writing overtakes another, and those above which a statement gains nothing.
 * Measured on one connection, with synchronous commit; see src/docs/benchmarks.md.
 */
final class Crossover {
    /** Below, COPY's cost per statement and its second round trip outweigh what it saves a row. */
    static final int INSERT_COPY_ROWS = 2000;

    /** Below, staging's two more round trips and its TRUNCATE outweigh what it saves a row. */
    static final int STAGING_ROWS = 1000;

    /** Larger arrays make a statement slower a row, since the function's result is stored before it is read. */
    static final int UNNEST_ROWS = 1000;

    /** As many rows of an insert as may go without COPY. */
    static final int UNNEST_INSERT_ROWS = INSERT_COPY_ROWS;

    /** Sorted keys gain up to here. */
    static final int DELETE_KEYS = 5000;

    private Crossover() {}
}
