package io.millrace.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A table as the records that go to it would have it. Immutable.
 *
 * @param key the columns of its primary key, in the key's order
 */
public record TableDraft(List<ColumnDraft> key, List<ColumnDraft> rest) {
    /** PostgreSQL's NAMEDATALEN - 1: it would cut a longer name, and two could become one. */
    private static final int LONGEST_NAME = 63;

    public TableDraft {
        key = List.copyOf(key);
        rest = List.copyOf(rest);
    }

    public List<ColumnDraft> columns() {
        List<ColumnDraft> columns = new ArrayList<>(key);
        columns.addAll(rest);
        return columns;
    }

    public Optional<ColumnDraft> find(String name) {
        return columns().stream().filter(column -> column.name().equals(name)).findFirst();
    }

    boolean isInKey(String name) {
        return key.stream().anyMatch(column -> column.name().equals(name));
    }

    TableDraft map(UnaryOperator<ColumnDraft> change) {
        return new TableDraft(
                key.stream().map(change).toList(), rest.stream().map(change).toList());
    }

    /** Why no table can be made of it; empty where one can. */
    public String whyNot() {
        if (columns().isEmpty()) {
            return "its records have no field to make a column of";
        }
        Set<String> names = new HashSet<>();
        for (ColumnDraft column : columns()) {
            String name = column.name();
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (name.isEmpty() || name.indexOf('\0') >= 0) {
                return "a field's name is empty or holds U+0000, and no column can be called so";
            } else if (bytes > LONGEST_NAME) {
                return "field " + name + " has a name of " + bytes + " bytes, and PostgreSQL allows " + LONGEST_NAME;
            } else if (!names.add(name)) {
                return "two fields would be column " + name;
            }
        }
        return "";
    }
}
