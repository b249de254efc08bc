package io.millrace.config;

/** How much time one partition holds. */
public enum PartitionInterval {
    HOUR,
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH
}
