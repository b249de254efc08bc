package io.millrace.config;

/** How often the effect of a record can come about when something fails in between. */
public enum Guarantee {
    AT_LEAST_ONCE,
    /** Offsets are stored in the database, by the transaction that writes the rows. */
    EXACTLY_ONCE
}
