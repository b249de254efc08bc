package io.millrace.config;

/** What becomes of the character U+0000, which no text of PostgreSQL's can hold. */
public enum NullCharacters {
    FAIL,
    STRIP,
    REPLACE
}
