package io.millrace.config;

import java.util.List;
import java.util.Map;

/** A connector's settings under our own keys, and a line for each key that was another's. Immutable. */
public record Translation(Map<String, String> settings, List<String> notes) {
    public Translation {
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
    }
}
