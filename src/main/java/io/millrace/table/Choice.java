package io.millrace.table;

/** What became of choosing a table's key: a destination, or the reason why rows cannot go there. Immutable. */
public sealed interface Choice {
    record Chosen(Destination destination) implements Choice {}

    /** The reason names the table and the DDL or setting that would help. */
    record Unusable(String reason) implements Choice {}
}
