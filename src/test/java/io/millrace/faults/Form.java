package io.millrace.faults;

/** How much time there is. */
enum Form {
    /** Every build. */
    SHORT,
    LONG
}
