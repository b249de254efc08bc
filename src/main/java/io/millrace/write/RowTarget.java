package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.encode.KeyForm;
import io.millrace.table.Destination;

/**
 * A destination and how rows reach it. One instance a destination; immutable.
 *
 * @param keyForm the canonical form of the destination's key
 * @param isIndexed whether a batch must know its rows by key: not for plain inserts without deletes
 */
public record RowTarget(Destination destination, InsertMode mode, KeyForm keyForm, boolean isIndexed) {
    public static RowTarget of(Destination destination, InsertMode mode, boolean deletes) {
        boolean indexed = destination.isKeyed() && (mode != InsertMode.INSERT || deletes);
        return new RowTarget(destination, mode, KeyForm.of(destination.key(), destination.nullsEqual()), indexed);
    }

    /** Whether rows may be written in another order than they came in, key by key. */
    public boolean mayReorder() {
        return isIndexed && keyForm.isProven() && !destination.isOrdered();
    }
}
