package io.millrace.config;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * How values become columns.
 *
 * @param zone of columns without one
 * @param unit of numbers that become times, where their schema does not say
 * @param nulls what becomes of U+0000 in text
 * @param shape what becomes of nested values and of fields without a column
 */
public record EncodeSettings(ZoneId zone, TimeUnit unit, NullCharacters nulls, ShapeSettings shape) {
    /** As they are when nothing is said, but for the zone. */
    public EncodeSettings(ZoneId zone) {
        this(zone, ShapeSettings.STRICT);
    }

    public EncodeSettings(ZoneId zone, ShapeSettings shape) {
        this(zone, TimeUnit.MILLISECONDS, NullCharacters.FAIL, shape);
    }
}
