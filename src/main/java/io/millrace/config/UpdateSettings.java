package io.millrace.config;

/**
 * What a write does to a row that is there already.
 *
 * @param newer the column that must be greater than the stored one for anything to be written; empty for none
 */
public record UpdateSettings(boolean skipUnchanged, boolean keepExisting, String newer) {
    /** Every write takes effect, with all that it brings. */
    public static final UpdateSettings PLAIN = new UpdateSettings(false, false, "");
}
