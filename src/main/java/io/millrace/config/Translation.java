package io.millrace.config;

import java.util.List;
import java.util.Map;

/**
 * A connector's settings under our own keys: a line for each key that was another's, and by key what cannot be had.
 * Immutable.
 */
public record Translation(Map<String, String> settings, List<String> notes, Map<String, List<String>> problems) {
    public Translation {
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
        problems = Map.copyOf(problems);
    }
}
