package io.millrace.write;

import io.millrace.config.Quoting;
import io.millrace.table.Column;
import io.millrace.table.ColumnMatcher;
import io.millrace.table.ColumnSet;
import io.millrace.table.Destination;
import io.millrace.table.TableShape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Looks whether the tables of a batch still take its rows as they were encoded. Stateless, on a lane's thread. */
public final class TableLook {
    private final CatalogueReader reader;

    /** The reader finds tables by their exact names. */
    public TableLook(CatalogueReader reader) {
        this.reader = reader;
    }

    enum Sight {
        AS_IT_WAS,
        CHANGED,
        MISSING,
        UNREADABLE
    }

    /** The worst of its tables' sights. */
    Sight at(LaneBatch batch) {
        Sight worst = Sight.AS_IT_WAS;
        for (TableBatch table : batch.tables()) {
            Sight sight = at(table);
            worst = sight.compareTo(worst) > 0 ? sight : worst;
        }
        return worst;
    }

    private Sight at(TableBatch table) {
        Destination then = table.destination();
        Learned learned = reader.learn(then.id());
        if (learned instanceof Learned.Known known) {
            return fits(table, then, known.destination()) ? Sight.AS_IT_WAS : Sight.CHANGED;
        }
        return learned instanceof Learned.Unreachable ? Sight.UNREADABLE : Sight.MISSING;
    }

    private static boolean fits(TableBatch table, Destination then, Destination now) {
        boolean sameKey = names(then.key()).equals(names(now.key())) && then.nullsEqual() == now.nullsEqual();
        return sameKey && then.isOrdered() == now.isOrdered() && fits(then.shape(), now.shape()) && hasAll(table, now);
    }

    private static boolean fits(TableShape then, TableShape now) {
        return then.kind() == now.kind()
                && then.copyable() == now.copyable()
                && then.hasForeignKeys() == now.hasForeignKeys();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static boolean hasAll(TableBatch table, Destination now) {
        ColumnMatcher columns = new ColumnMatcher(now.shape(), Quoting.ALWAYS);
        for (ColumnSet set : sets(table)) {
            for (Column column : set.columns()) {
                if (!isSame(column, columns.find(column.name()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<ColumnSet> sets(TableBatch table) {
        Set<ColumnSet> sets = new LinkedHashSet<>();
        for (int row = 0; row < table.size(); row++) {
            sets.add(table.set(row));
        }
        return sets;
    }

    /** Its number is another in a table that was made anew, and of no account to what is sent. */
    private static boolean isSame(Column then, Column now) {
        return now != null
                && now.name().equals(then.name())
                && Objects.equals(now.type(), then.type())
                && now.modifier() == then.modifier()
                && now.nullable() == then.nullable()
                && now.generation() == then.generation();
    }
}
