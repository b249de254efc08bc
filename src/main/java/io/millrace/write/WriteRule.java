package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.config.UpdateSettings;
import io.millrace.table.Column;

/**
 * What the rows of a table do to the rows that are there. Immutable.
 *
 * @param skipUnchanged whether a row that has the values already is left untouched
 * @param keepExisting whether a null leaves the value that is there
 * @param version the column that must be greater than the one that is there; null where any write takes effect
 */
public record WriteRule(InsertMode mode, boolean skipUnchanged, boolean keepExisting, Column version) {
    public static WriteRule of(InsertMode mode, UpdateSettings settings, Column version) {
        return new WriteRule(mode, settings.skipUnchanged(), settings.keepExisting(), version);
    }

    /** Every write takes effect, with all that it brings. */
    public static WriteRule plain(InsertMode mode) {
        return of(mode, UpdateSettings.PLAIN, null);
    }
}
