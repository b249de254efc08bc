package io.millrace.config;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * How values become columns.
 *
 * @param zone of columns without one
 * @param unit of numbers that become times, where their schema does not say
 * @param nulls what becomes of U+0000 in text
 */
public record EncodeSettings(ZoneId zone, TimeUnit unit, NullCharacters nulls) {
    /** As they are when nothing is said, but for the zone. */
    public EncodeSettings(ZoneId zone) {
        this(zone, TimeUnit.MILLISECONDS, NullCharacters.FAIL);
    }
}
