package io.millrace.config;

/** Where the key of a row comes from. */
public enum PkMode {
    NONE,
    /** The record's original topic, partition and offset. */
    KAFKA,
    RECORD_KEY,
    RECORD_VALUE,
    RECORD_HEADER
}
