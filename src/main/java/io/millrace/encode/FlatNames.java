package io.millrace.encode;

import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the table makes of joined names, each asked for once. Confined to the task thread. */
final class FlatNames {
    // Names come from the records, so their number has a bound; beyond it they are looked up anew.
    private static final int MAX_NAMES = 10_000;

    private final String delimiter;
    private final ColumnLookup lookup;
    private final List<Column> columns;
    private final Map<String, Name> outermost = new HashMap<>();
    private int count;

    FlatNames(String delimiter, ColumnLookup lookup, List<Column> columns) {
        this.delimiter = delimiter;
        this.lookup = lookup;
        this.columns = columns;
    }

    /** Between records: within one, names that are in use must stay. */
    void forgetIfMany() {
        if (count > MAX_NAMES) {
            outermost.clear();
            count = 0;
        }
    }

    Name outermost(String name) {
        Name known = outermost.get(name);
        return known != null ? known : learn(outermost, name, name);
    }

    Name within(Name above, String name) {
        Name known = above.within.get(name);
        return known != null ? known : learn(above.within, name, above.joined + delimiter + name);
    }

    private Name learn(Map<String, Name> names, String name, String joined) {
        Name learned = new Name(joined, staysWhole(joined), columnsWithin(joined));
        names.put(name, learned);
        count++;
        return learned;
    }

    /** The table's own word: a column that takes a document takes it whole. */
    boolean staysWhole(String joined) {
        return lookup.find(joined).filter(FlatNames::takesDocuments).isPresent();
    }

    static boolean takesDocuments(Column column) {
        TypeKind kind = column.type().kind();
        return kind == TypeKind.JSON || kind == TypeKind.JSONB || kind == TypeKind.HSTORE;
    }

    /** The columns that a nested value of this name would fill; none where the name has a column itself. */
    private List<String> columnsWithin(String joined) {
        List<String> within = new ArrayList<>();
        if (lookup.find(joined).isEmpty()) {
            String prefix = joined + delimiter;
            for (Column column : columns) {
                if (column.name().regionMatches(true, 0, prefix, 0, prefix.length())) {
                    within.add(column.name());
                }
            }
        }
        return within;
    }

    /** A name as it is in the table. */
    static final class Name {
        private final String joined;
        private final boolean staysWhole;
        private final List<String> columnsWithin;
        private final Map<String, Name> within = new HashMap<>();

        private Name(String joined, boolean staysWhole, List<String> columnsWithin) {
            this.joined = joined;
            this.staysWhole = staysWhole;
            this.columnsWithin = columnsWithin;
        }

        String joined() {
            return joined;
        }

        boolean staysWhole() {
            return staysWhole;
        }

        List<String> columnsWithin() {
            return columnsWithin;
        }
    }
}
