package io.millrace.ack;

/**
 * The part of a partition that one batch stands for: from where the batch before it ended, so that what lies between
 * records is in it, to the offset after its last record. Immutable.
 *
 * @param start {@link Tenure#NONE} for the first batch of a partition of which nothing is stored
 */
public record Span(int slot, Tenure tenure, long start, long end) {
    /** The rest of it, from this offset on. */
    public Span from(long offset) {
        return new Span(slot, tenure, offset, end);
    }

    /** Its beginning, up to this offset. */
    public Span to(long offset) {
        return new Span(slot, tenure, start, offset);
    }

    @Override
    public String toString() {
        return tenure + "@" + start + ".." + end;
    }
}
