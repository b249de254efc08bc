package io.millrace.table;

import io.millrace.config.Quoting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the column of a field: the one of its very name, else the only one whose name differs in case alone. Where
 * names are not quoted, the folded name comes first. Confined to the task thread.
 */
public final class ColumnMatcher {
    /** Records without a schema may hold any number of names; past this many spellings a column, none is kept. */
    private static final int SPELLINGS = 4;

    private final TableShape shape;
    private final Quoting quoting;
    private final Map<String, Column> byName = new HashMap<>();
    private final Map<String, List<Column>> alike = new HashMap<>();
    private final Map<String, Column> found = new HashMap<>();

    public ColumnMatcher(TableShape shape, Quoting quoting) {
        this.shape = shape;
        this.quoting = quoting;
        for (Column column : shape.columns()) {
            byName.put(column.name(), column);
            alike.computeIfAbsent(lowered(column.name()), name -> new ArrayList<>())
                    .add(column);
        }
    }

    /** The column of this field, or null: asked once a field and record where records have no schema. */
    public Column find(String field) {
        Column known = found.get(field);
        return known == null ? search(field) : known;
    }

    /** Why a field has no column, for an error that names the field's record. */
    public String whyNot(String field) {
        List<Column> several = alike.getOrDefault(lowered(field), List.of());
        if (several.size() > 1) {
            List<String> names = several.stream().map(Column::sql).toList();
            return "field " + field + " could mean any of the columns " + String.join(", ", names) + " of "
                    + shape.id();
        }
        return "table " + shape.id() + " has no column for field " + field;
    }

    private Column search(String field) {
        Column column = quoting == Quoting.NEVER ? byName.get(Identifier.fold(field)) : null;
        column = column == null ? byName.get(field) : column;
        column = column == null ? onlyOneLike(field) : column;
        if (column != null && found.size() < SPELLINGS * byName.size()) {
            found.put(field, column);
        }
        return column;
    }

    private Column onlyOneLike(String field) {
        List<Column> columns = alike.get(lowered(field));
        return columns != null && columns.size() == 1 ? columns.get(0) : null;
    }

    private static String lowered(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
