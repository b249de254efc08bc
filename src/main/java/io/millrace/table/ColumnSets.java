package io.millrace.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column sets seen in one destination, each once. Confined to the task thread. */
public final class ColumnSets {
    private final Destination destination;
    private final Map<BitSet, ColumnSet> known = new HashMap<>();

    public ColumnSets(Destination destination) {
        this.destination = destination;
    }

    /** The set of the key's columns alone, as a delete brings them. */
    public ColumnSet key() {
        return of(List.of());
    }

    /** The set of these columns and the key's. */
    public ColumnSet of(Collection<Column> columns) {
        BitSet numbers = new BitSet();
        columns.forEach(column -> numbers.set(column.number()));
        destination.key().forEach(column -> numbers.set(column.number()));
        ColumnSet found = known.get(numbers);
        if (found == null) {
            found = make(numbers);
            known.put(numbers, found);
        }
        return found;
    }

    private ColumnSet make(BitSet numbers) {
        List<Column> ordered = new ArrayList<>(destination.key());
        for (Column column : destination.shape().columns()) {
            boolean isKey = destination.key().contains(column);
            if (numbers.get(column.number()) && !isKey) {
                ordered.add(column);
            }
        }
        return new ColumnSet(destination, List.copyOf(ordered), numbers);
    }
}
