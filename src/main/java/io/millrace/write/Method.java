package io.millrace.write;

/** How a selection of rows gets into its table. */
enum Method {
    /** COPY BINARY straight into the table. */
    COPY,
    /** COPY BINARY into a temporary table, and one statement from there. */
    STAGING,
    /** One statement, its rows in arrays. */
    UNNEST,
    /** A delete by the keys in one array. */
    KEYS
}
