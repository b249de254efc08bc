package io.millrace.config;

/** When the server makes what is written durable; offsets are committed only after that. */
public enum Durability {
    /** With each commit. */
    COMMIT,
    /** Some commits later, at once for all of them. */
    DEFERRED
}
