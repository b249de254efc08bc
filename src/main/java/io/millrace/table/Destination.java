package io.millrace.table;

import java.util.List;

/**
 * A table together with the columns that identify a row in it, chosen and checked. Immutable, one instance a table
 * and learning: compared by identity.
 *
 * @param key empty when rows have no key
 * @param nullsEqual whether the key's unique index holds NULLS NOT DISTINCT, so that keys may have null parts
 * @param ordered whether rows must be written in arrival order by one lane, since rows of different keys can meet
 */
public final class Destination {
    private final TableShape shape;
    private final List<Column> key;
    private final boolean nullsEqual;
    private final boolean ordered;

    public Destination(TableShape shape, List<Column> key, boolean nullsEqual, boolean ordered) {
        this.shape = shape;
        this.key = List.copyOf(key);
        this.nullsEqual = nullsEqual;
        this.ordered = ordered;
    }

    public TableId id() {
        return shape.id();
    }

    public TableShape shape() {
        return shape;
    }

    public List<Column> key() {
        return key;
    }

    public boolean isKeyed() {
        return !key.isEmpty();
    }

    public boolean nullsEqual() {
        return nullsEqual;
    }

    public boolean isOrdered() {
        return ordered;
    }

    /** Whether it is the same table with the same shape and key, though learned at another time. */
    public boolean isLike(Destination other) {
        return shape.equals(other.shape)
                && key.equals(other.key)
                && nullsEqual == other.nullsEqual
                && ordered == other.ordered;
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
