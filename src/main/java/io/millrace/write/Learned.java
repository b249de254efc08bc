package io.millrace.write;

import io.millrace.table.Destination;
import io.millrace.table.TableId;

/** What was found out about a table. Immutable. */
public sealed interface Learned {
    record Known(Destination destination) implements Learned {}

    /** No record can go there; the reason says what would help. */
    record Unusable(String reason) implements Learned {}

    /** There is no such table; one could be created under this full name. */
    record Absent(TableId id, String reason) implements Learned {}

    /** The server could not be asked; it may be asked again. */
    record Unreachable(String reason) implements Learned {}
}
