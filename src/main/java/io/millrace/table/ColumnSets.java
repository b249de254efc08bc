package io.millrace.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The column sets seen in one destination, each once. Confined to the task thread. */
public final class ColumnSets {
    private final Destination destination;
    private final Map<BitSet, ColumnSet> known = new HashMap<>();
    private final Map<ColumnSet, ColumnSet> toUpdate = new IdentityHashMap<>();
    /** Asked for once a record where records have no schema: never itself a key of the map. */
    private final BitSet wanted = new BitSet();

    public ColumnSets(Destination destination) {
        this.destination = destination;
    }

    /** The set of the key's columns alone, as a delete brings them. */
    public ColumnSet key() {
        return of(List.of());
    }

    /** The set of these columns and the key's. */
    public ColumnSet of(Collection<Column> columns) {
        wanted.clear();
        mark(columns);
        mark(destination.key());
        ColumnSet found = known.get(wanted);
        return found == null ? add((BitSet) wanted.clone()) : found;
    }

    /** The set of the same columns whose rows only change ones that are there. */
    public ColumnSet toUpdate(ColumnSet set) {
        return toUpdate.computeIfAbsent(set, ColumnSet::toUpdate);
    }

    private void mark(Collection<Column> columns) {
        for (Column column : columns) {
            wanted.set(column.number());
        }
    }

    private ColumnSet add(BitSet numbers) {
        BitSet rest = (BitSet) numbers.clone();
        List<Column> ordered = new ArrayList<>(destination.key());
        destination.key().forEach(column -> rest.clear(column.number()));
        for (Column column : destination.shape().columns()) {
            if (rest.get(column.number())) {
                ordered.add(column);
            }
        }
        ColumnSet made = new ColumnSet(destination, List.copyOf(ordered), numbers);
        known.put(numbers, made);
        return made;
    }
}
