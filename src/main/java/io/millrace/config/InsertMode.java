package io.millrace.config;

/** What a record with a value does to its row. */
public enum InsertMode {
    INSERT,
    UPSERT,
    UPDATE,
    /** Inserts the row unless its key is there already: ON CONFLICT DO NOTHING. */
    IGNORE
}
