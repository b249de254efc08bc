package io.millrace.faults;

/** Which way bytes go along a wire. */
enum Direction {
    TO_SERVER,
    TO_CLIENT
}
