package io.millrace.config;

/** What becomes of a partition that is older than what is kept. */
public enum ExpiredPartitions {
    /** It stays as a table of its own. */
    DETACH,
    DROP
}
