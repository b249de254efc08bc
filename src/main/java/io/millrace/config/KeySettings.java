package io.millrace.config;

import java.util.List;

/** Which columns identify a row, where their values come from, and what a tombstone does. */
public record KeySettings(PkMode mode, List<String> fields, boolean deletes, NullValues nulls) {
    public KeySettings {
        fields = List.copyOf(fields);
    }

    public boolean isKeyed() {
        return mode != PkMode.NONE;
    }
}
