package io.millrace.config;

/** What becomes of a task that meets a record which cannot be written: Connect's errors.tolerance. */
public enum ErrorTolerance {
    /** It fails, with all before the record durable. */
    NONE,
    /** It reports the record, and goes on. */
    ALL
}
