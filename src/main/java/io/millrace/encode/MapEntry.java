package io.millrace.encode;

import io.millrace.table.Column;
import java.util.Map;
import java.util.Optional;

/** Finds the entry of a map that means a column, by its usual name or by whatever name means that column. Immutable. */
record MapEntry(String name, Column column, ColumnLookup names) {
    /** The entry's value, null where there is no such entry. */
    Object in(Map<?, ?> map) {
        Object usual = map.get(name);
        return usual != null ? usual : search(map);
    }

    private Object search(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String other && means(other)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private boolean means(String other) {
        Optional<Column> found = names.find(other);
        return found.isPresent() && found.get().number() == column.number();
    }
}
