package io.millrace.config;

/** How many connections a task writes over, and what order they keep. */
public record LaneSettings(int lanes, Ordering ordering) {
    /** Two nearly double upserts, which are bound by one backend's processor; measured, see src/docs/benchmarks.md. */
    public static final int DEFAULT_LANES = 2;
}
