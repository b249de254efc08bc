package io.millrace.table;

import java.util.BitSet;
import java.util.List;

/**
 * The columns that a row brings, key columns first, the others in the table's order. Immutable; one instance a
 * destination and set: compared by identity.
 */
public final class ColumnSet {
    private final Destination destination;
    private final List<Column> columns;
    private final BitSet numbers;
    private final boolean updatesOnly;

    ColumnSet(Destination destination, List<Column> columns, BitSet numbers) {
        this(destination, columns, numbers, false);
    }

    private ColumnSet(Destination destination, List<Column> columns, BitSet numbers, boolean updatesOnly) {
        this.destination = destination;
        this.columns = columns;
        this.numbers = numbers;
        this.updatesOnly = updatesOnly;
    }

    /** The same columns of rows that are too few to make a new one. */
    ColumnSet toUpdate() {
        return new ColumnSet(destination, columns, numbers, true);
    }

    /**
     * Whether its rows can only change ones that are there: a value of a column that is NOT NULL was not to be had, and
     * PostgreSQL checks that before it looks for a conflict.
     */
    public boolean updatesOnly() {
        return updatesOnly;
    }

    public Destination destination() {
        return destination;
    }

    public List<Column> columns() {
        return columns;
    }

    public int keyCount() {
        return destination.key().size();
    }

    public List<Column> key() {
        return destination.key();
    }

    /** The columns that are not part of the key. */
    public List<Column> rest() {
        return columns.subList(keyCount(), columns.size());
    }

    /** Whether a row of this set writes every column that a row of the other one does. */
    public boolean covers(ColumnSet other) {
        if (this == other) {
            return true;
        }
        if (updatesOnly && !other.updatesOnly) {
            return false;
        }
        for (int number = other.numbers.nextSetBit(0); number >= 0; number = other.numbers.nextSetBit(number + 1)) {
            if (!numbers.get(number)) {
                return false;
            }
        }
        return destination == other.destination;
    }

    @Override
    public String toString() {
        return destination + columns.stream().map(Column::name).toList().toString();
    }
}
