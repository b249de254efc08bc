package io.millrace.config;

/**
 * How many connections a task writes over, and what order they keep.
 *
 * @param wholePartitions whether all rows of a partition take one connection, whatever their order asks for
 */
public record LaneSettings(int lanes, Ordering ordering, boolean wholePartitions) {
    /** Two nearly double upserts, which are bound by one backend's processor; measured, see src/docs/benchmarks.md. */
    public static final int DEFAULT_LANES = 2;

    public LaneSettings(int lanes, Ordering ordering) {
        this(lanes, ordering, false);
    }
}
