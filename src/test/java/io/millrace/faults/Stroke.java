package io.millrace.faults;

/** One fault of a schedule, and the seed of all chance in it: load, moment and victim. Immutable. */
record Stroke(Kind kind, long seed) {
    /** The same fault at another moment. */
    Stroke drawnAgain() {
        return new Stroke(kind, seed + 1);
    }
}
