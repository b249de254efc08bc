package io.millrace;

import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.PkMode;
import io.millrace.config.SinkConfig;
import io.millrace.encode.Change;
import org.apache.kafka.connect.errors.DataException;

/** Tells which changes a rule drops: what tells of no row, and deletes and truncates where they are off. Immutable. */
final class Sieve {
    private final KeySettings keys;
    private final boolean truncates;

    Sieve(SinkConfig config) {
        this.keys = config.keys();
        this.truncates = config.changes().truncates();
    }

    /** A mark on a row may be a column's value: where deletes are off, that is asked once its table is known. */
    boolean dropsUnseen(Change change) {
        return !change.isMarked() && drops(change);
    }

    boolean drops(Change change) {
        return switch (change.kind()) {
            case WRITE -> false;
            case DELETE -> keys.nulls() == NullValues.IGNORE || isWithoutKey(change);
            case TRUNCATE -> !truncates;
            case NOTHING -> true;
        };
    }

    /** The tombstone that follows an event of a delete, which had the key. */
    private boolean isWithoutKey(Change change) {
        boolean isTombstone = change.record().value() == null;
        return isTombstone && keys.mode() == PkMode.RECORD_VALUE && keys.nulls() == NullValues.DELETE;
    }

    /** Refuses a delete where the user wants to know of it. */
    void check(Change change) {
        if (change.kind() == Change.Kind.DELETE && keys.nulls() == NullValues.FAIL) {
            throw new DataException(
                    change.record().value() == null
                            ? "the record has no value, and behavior.on.null.values=fail"
                            : "the record deletes a row, and behavior.on.null.values=fail");
        }
    }
}
