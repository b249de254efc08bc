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
    KEYS,
    /** Every row of the table goes. */
    TRUNCATE,
    /** Of two rows, a key as it was and as it is: what is there under the new one is deleted. */
    MAKE_WAY,
    /** The row of the old key gets the new one. */
    REKEY,
    /** The row of the old key is deleted, where PostgreSQL lets no key be changed. */
    DELETE_FORMER;

    /** Whether it is about the keys of a row that moves. */
    boolean isMove() {
        return this == MAKE_WAY || this == REKEY || this == DELETE_FORMER;
    }
}
