package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.Ordering;
import io.millrace.encode.KeyForm;
import io.millrace.table.Destination;

/**
 * A destination and how rows reach it. One instance a destination; immutable.
 *
 * @param keyForm the canonical form of the destination's key
 * @param isIndexed whether a batch must know its rows by key: not for plain inserts without deletes
 * @param keepsArrivalOrder whether rows of different keys must be written in the order in which they came: where they
 *     can meet, where the user says so, and where two forms of a key may be one key to the server
 */
public record RowTarget(
        Destination destination, WriteRule rule, KeyForm keyForm, boolean isIndexed, boolean keepsArrivalOrder) {
    public static RowTarget of(Destination destination, WriteRule rule, boolean deletes, Ordering ordering) {
        boolean indexed = destination.isKeyed() && (rule.mode() != InsertMode.INSERT || deletes);
        KeyForm form = KeyForm.of(destination.key(), destination.nullsEqual());
        boolean rowsMeet = ordering == Ordering.AUTO && destination.isOrdered();
        boolean inOrder = rowsMeet || ordering == Ordering.PARTITION || !form.isProven();
        return new RowTarget(destination, rule, form, indexed, inOrder);
    }

    /** Whether the table is tied to others by foreign keys, so that deletes and writes of them must not change places. */
    boolean isTied() {
        return destination.shape().hasForeignKeys();
    }

    /** Whether foreign keys may refuse its rows for others that are not there yet; those of triggers' making, too. */
    boolean mayLackRows() {
        return isTied() || destination.shape().tiesRows();
    }

    /** Whether rows may be written in another order than they came in, key by key. */
    public boolean mayReorder() {
        return isIndexed && !keepsArrivalOrder;
    }
}
