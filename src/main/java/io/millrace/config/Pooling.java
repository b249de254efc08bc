package io.millrace.config;

/** What stands between us and the server, and for how long it gives us a backend. */
public enum Pooling {
    /** Found out when a connection is opened. */
    AUTO,
    /** Nothing, or a pooler that keeps one backend for a connection. */
    SESSION,
    /** A pooler that gives each transaction the backend that is free. */
    TRANSACTION
}
