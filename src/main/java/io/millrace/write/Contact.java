package io.millrace.write;

/** How a try to reach the server ended. Immutable. */
public sealed interface Contact {
    record Made() implements Contact {}

    /** The server does not let us in, which takes an operator. */
    record Denied(String reason) implements Contact {}

    /** What it has does not fit the settings, which takes an operator, too. */
    record Unfit(String reason) implements Contact {}

    /** It may succeed the next time. */
    record Missed(String reason) implements Contact {}
}
