package io.millrace.faults;

/** What a workload's table must be in the end. */
enum Promise {
    /** Every record is there, some perhaps twice. */
    NOTHING_LOST,
    /** The last value of every key, as long as each partition has one live owner. */
    LAST_VALUES,
    /** Every record's effect once, whoever else believes to own its partition. */
    EXACTLY_ONCE
}
