package io.millrace.table;

/** What the catalogue had for a name: a table that can be written, or the reason why not. Immutable. */
public sealed interface Lookup {
    record Found(TableShape shape) implements Lookup {}

    /** There is none. */
    sealed interface None extends Lookup {
        /** Names the table and says what would help; begins in lower case, to follow the topic. */
        String reason();
    }

    /** Nothing that can be written has this name. */
    record Missing(String reason) implements None {}

    /** Nothing has this name: a table can be created, under the full name given. */
    record Absent(TableId id, String reason) implements None {}
}
