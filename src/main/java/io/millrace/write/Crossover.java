package io.millrace.write;

/**
 * The sizes at which one method of writing overtakes another, and those above which a statement gains nothing.
 * Measured on one connection, with synchronous commit; see src/docs/benchmarks.md.
 */
final class Crossover {
    /** As many rows of five narrow columns as of 2,000; of ten columns with texts it is 370. */
    static final int INSERT_COPY_BYTES = 128 * 1024;

    /** Fewer rows than this are one statement over arrays, in one round trip, however wide they are. */
    static final int INSERT_COPY_ROWS = 100;

    /** From here on staging is faster for wide rows: those of ten columns with texts from 1,500 on. */
    static final int STAGING_BYTES = 512 * 1024;

    /** Fewer rows than this are one statement over arrays, however wide they are. */
    static final int STAGING_LEAST_ROWS = 500;

    /** From so many values on staging is faster for rows whose values are bound one by one: 200 rows of five columns. */
    static final int STAGING_BOUND_VALUES = 1000;

    /** From here on staging is faster for narrow rows, and has fewer round trips than arrays a thousand rows each. */
    static final int STAGING_ROWS = 5000;

    /** Larger arrays make a statement slower a row, since the function's result is stored before it is read. */
    static final int UNNEST_ROWS = 1000;

    /** As many narrow rows of an insert as go without COPY. */
    static final int UNNEST_INSERT_ROWS = 2000;

    /** Sorted keys gain up to here. */
    static final int DELETE_KEYS = 5000;

    private Crossover() {}
}
