package io.millrace.encode;

import io.millrace.table.Column;
import java.util.Optional;

/** Which column of the table a field's name means. Called on the task thread. */
@FunctionalInterface
public interface ColumnLookup {
    Optional<Column> find(String field);
}
