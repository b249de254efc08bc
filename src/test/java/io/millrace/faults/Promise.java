package io.millrace.faults;

/** What a workload's table must be in the end. */
enum Promise {
    /** Every record is there, some perhaps twice. */
    NOTHING_LOST,
    /** Every record is there once, or for a keyed table: the last value of every key. */
    EXACT
}
