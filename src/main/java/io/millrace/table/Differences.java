package io.millrace.table;

import io.millrace.config.Quoting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a table with what its records would have. Stateless. */
public final class Differences {
    private final Destination destination;
    private final TableDraft draft;
    private final ColumnMatcher columns;

    private Differences(Destination destination, TableDraft draft, Quoting quoting) {
        this.destination = destination;
        this.draft = draft;
        this.columns = new ColumnMatcher(destination.shape(), quoting);
    }

    /** Columns first, then types, then NOT NULL. */
    public static List<Difference> between(Destination destination, TableDraft draft, Quoting quoting) {
        return new Differences(destination, draft, quoting).all();
    }

    /** The columns that keep less than their fields hold, and that no change of ours would help. In words for an operator. */
    public static List<String> losses(Destination destination, TableDraft draft, Quoting quoting) {
        return new Differences(destination, draft, quoting).losses();
    }

    private List<String> losses() {
        List<String> losses = new ArrayList<>();
        for (ColumnDraft wanted : draft.columns()) {
            Column column = columns.find(wanted.name());
            boolean loses = column != null
                    && column.isWritable()
                    && Widening.of(column, wanted.type()).isEmpty()
                    && Widening.loses(column, wanted.type());
            if (loses) {
                losses.add("column " + column.sql() + " is " + column.type().name() + ", which does not keep all of a "
                        + wanted.type().sql());
            }
        }
        return losses;
    }

    private List<Difference> all() {
        List<Difference> all = new ArrayList<>();
        Set<Column> brought = new HashSet<>(destination.key());
        for (ColumnDraft wanted : draft.columns()) {
            Column column = columns.find(wanted.name());
            if (column == null) {
                all.add(new Difference.NoColumn(wanted));
            } else if (column.isWritable()) {
                widening(column, wanted).ifPresent(all::add);
                if (!wanted.nullable()) {
                    brought.add(column);
                }
            }
        }
        addRequired(brought, all);
        return all;
    }

    private Optional<Difference> widening(Column column, ColumnDraft wanted) {
        return Widening.of(column, wanted.type()).map(wider -> new Difference.Narrow(column, wider));
    }

    private void addRequired(Set<Column> brought, List<Difference> all) {
        for (Column column : destination.shape().columns()) {
            boolean isRequired = !column.nullable() && column.generation() == Generation.NONE;
            boolean isLeftToItsDefault =
                    column.hasDefault() && draft.columns().stream().noneMatch(wanted -> means(wanted, column));
            if (isRequired && !isLeftToItsDefault && !brought.contains(column)) {
                all.add(new Difference.Required(column));
            }
        }
    }

    private boolean means(ColumnDraft wanted, Column column) {
        return column.equals(columns.find(wanted.name()));
    }
}
