package io.millrace.config;

/** Within what the order of records is kept when a task writes over several lanes. */
public enum Ordering {
    /** By key, unless the table's constraints or triggers tie rows of different keys together. */
    AUTO,
    KEY,
    PARTITION
}
