package io.millrace.config;

import java.time.ZoneId;

/** How values become columns. The zone is that of columns without one. */
public record EncodeSettings(ZoneId zone, FlattenSettings flatten) {
    public EncodeSettings(ZoneId zone) {
        this(zone, FlattenSettings.OFF);
    }
}
