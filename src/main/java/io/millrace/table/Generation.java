package io.millrace.table;

/** Who makes a column's value. */
public enum Generation {
    NONE,
    /** GENERATED ALWAYS AS (expression): never written by us. */
    EXPRESSION,
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT
}
