package io.millrace.faults;

/** What becomes of a piece of a stream, and of its connection afterwards. */
enum Passage {
    WHOLE,
    HALF_THEN_CUT,
    /** The rest, and all that follows in either direction, is lost without a sign. */
    HALF_THEN_SILENCE,
    NONE_THEN_CUT
}
