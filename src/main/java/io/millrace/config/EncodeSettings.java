package io.millrace.config;

import java.time.ZoneId;

/** How values become columns. The zone is that of columns without one. */
public record EncodeSettings(ZoneId zone, ShapeSettings shape) {
    /** With a column for every field. */
    public EncodeSettings(ZoneId zone) {
        this(zone, ShapeSettings.STRICT);
    }
}
