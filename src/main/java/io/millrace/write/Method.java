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
    /** Of two rows, a key as it was and as it is: the row of the old one gets the new one, unless another has it. */
    REKEY,
    /** Of the same two, the row of the old key is deleted if it is still there. */
    DELETE_FORMER;

    /** Whether it is about the keys of a row that moves. */
    boolean isMove() {
        return this == REKEY || this == DELETE_FORMER;
    }
}
