package io.millrace.write;

import io.millrace.config.InsertMode;
import io.millrace.encode.Newness;
import io.millrace.table.ColumnSet;

/**
 * How a row joins the rows of its key that a batch already holds. A batch keeps at most one delete and one write a key,
 * and runs its deletes first, so a key's state is nothing, D, W, or D then W. Stateless.
 *
 * <table>
 * <caption>The fold, by insert mode</caption>
 * <tr><th>held</th><th>comes</th><th>upsert</th><th>update</th><th>ignore</th><th>insert</th></tr>
 * <tr><td>W</td><td>W</td><td>the new one, or both merged</td><td>as upsert</td><td>the first stays</td><td>seal</td></tr>
 * <tr><td>W or DW</td><td>D</td><td>D</td><td>D</td><td>D</td><td>seal</td></tr>
 * <tr><td>D</td><td>W</td><td>DW</td><td>D: there is nothing to update</td><td>DW</td><td>DW</td></tr>
 * <tr><td>DW</td><td>W</td><td>D, then as W and W</td><td>cannot be</td><td>the first stays</td><td>seal</td></tr>
 * </table>
 *
 * <p>Two writes of different columns merge when one brings all columns of the other; else the batch is sealed. With
 * nulls.keep.existing two writes always merge so; with upsert.when.newer the greater version stays, or the batch is
 * sealed.
 */
enum Fold {
    /** The key had no such row: take it. */
    ADD,
    /** The new row takes the old one's place. */
    REPLACE,
    /** A row made of both takes the old one's place. */
    MERGE,
    /** The old row stays; the new one has no effect. */
    KEEP,
    /** Not exact within one batch: seal, and begin another. */
    SEAL;

    static Fold ofDelete(InsertMode mode, boolean hasWrite) {
        return mode == InsertMode.INSERT && hasWrite ? SEAL : REPLACE;
    }

    static Fold ofWrite(InsertMode mode, boolean hasDelete) {
        return mode == InsertMode.UPDATE && hasDelete ? KEEP : ADD;
    }

    static Fold ofRewrite(WriteRule rule, ColumnSet held, ColumnSet coming) {
        return switch (rule.mode()) {
            case INSERT -> SEAL;
            case IGNORE -> KEEP;
            case UPSERT, UPDATE -> rule.keepExisting() ? ofValues(held, coming) : ofColumns(held, coming);
        };
    }

    /**
     * Where only newer rows take effect, which the stored one decides for each: two merge only where both of them, or
     * the newer alone, leave the same row.
     */
    static Fold ofVersion(WriteRule rule, Newness newness, ColumnSet held, ColumnSet coming) {
        return switch (newness) {
            case UNKNOWN -> SEAL;
            case NOT_NEWER -> KEEP;
            case NEWER -> coming.covers(held) && !rule.keepExisting() ? REPLACE : SEAL;
        };
    }

    /** The new row's nulls do not take the place of what the old one brought. */
    private static Fold ofValues(ColumnSet held, ColumnSet coming) {
        return coming.covers(held) || held.covers(coming) ? MERGE : SEAL;
    }

    private static Fold ofColumns(ColumnSet held, ColumnSet coming) {
        if (coming.covers(held)) {
            return REPLACE;
        }
        return held.covers(coming) ? MERGE : SEAL;
    }
}
