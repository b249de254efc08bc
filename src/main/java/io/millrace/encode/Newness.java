package io.millrace.encode;

/** Whether a row that comes is newer than the row of its key that is held. */
public enum Newness {
    NEWER,
    /** Older, or of the same version: it changes nothing. */
    NOT_NEWER,
    /** The server alone knows the order of such a column. */
    UNKNOWN
}
