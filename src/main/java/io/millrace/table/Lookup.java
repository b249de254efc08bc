package io.millrace.table;

/** What the catalogue had for a name: a table that can be written, or the reason why not. Immutable. */
public sealed interface Lookup {
    record Found(TableShape shape) implements Lookup {}

    /** The reason names the table and says what would help; it begins in lower case, to follow the topic. */
    record Missing(String reason) implements Lookup {}
}
