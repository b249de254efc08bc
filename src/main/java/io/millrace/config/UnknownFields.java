package io.millrace.config;

/** What becomes of a field that no column is named for. */
public enum UnknownFields {
    /** Its record is refused. */
    FAIL,
    /** It is passed over. */
    IGNORE,
    /** It goes into the column that takes all such fields, as one object. */
    STORE
}
