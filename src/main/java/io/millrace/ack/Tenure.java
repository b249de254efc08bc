package io.millrace.ack;

/**
 * How a task holds a partition whose offsets are stored with the rows: under which epoch, and how far it was stored
 * when it was taken. Immutable.
 *
 * @param next the offset to begin with; {@link #NONE} where nothing is stored
 */
public record Tenure(String topic, int partition, long epoch, long next) {
    public static final long NONE = -1;

    public boolean hasOffset() {
        return next != NONE;
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
