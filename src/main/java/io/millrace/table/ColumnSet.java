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

    ColumnSet(Destination destination, List<Column> columns, BitSet numbers) {
        this.destination = destination;
        this.columns = columns;
        this.numbers = numbers;
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
