package io.millrace.config;

/** How long values are compressed in tables that are created. */
public enum Compression {
    /** By lz4 where the server has it, else as the server does by default. */
    AUTO,
    LZ4,
    PGLZ,
    NONE
}
