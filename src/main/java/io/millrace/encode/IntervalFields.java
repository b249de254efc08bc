package io.millrace.encode;

/** The fields that a column of type interval is declared with, as far as they decide what a text means. Stateless. */
enum IntervalFields {
    ALL,
    MINUTE_TO_SECOND,
    OTHERS
}
