package io.millrace.config;

/** What a record without a value (a tombstone) does. */
public enum NullValues {
    DELETE,
    IGNORE,
    FAIL
}
