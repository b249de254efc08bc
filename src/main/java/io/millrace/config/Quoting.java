package io.millrace.config;

/** How names of topics and fields become names in PostgreSQL; what is sent is always quoted. */
public enum Quoting {
    /** Names are taken as they are. */
    ALWAYS,
    /** Names are folded to lower case, as PostgreSQL folds an unquoted name. */
    NEVER
}
