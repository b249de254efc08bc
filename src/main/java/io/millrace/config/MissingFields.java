package io.millrace.config;

/** What becomes of a column that a record has no field for. */
public enum MissingFields {
    /** It is not written: a row that is there keeps what it has, a new one gets the column's default. */
    KEEP,
    /** It is set to null. */
    NULL,
    /** The record is refused. */
    FAIL
}
