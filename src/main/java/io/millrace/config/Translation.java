package io.millrace.config;

import java.util.List;
import java.util.Map;

/**
 * A connector's settings under our own keys, and a line for each key that was another's. Immutable.
 *
 * @param written the key that the user wrote, by the key of ours that it was read as
 */
public record Translation(Map<String, String> settings, List<String> notes, Map<String, String> written) {
    public Translation {
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
        written = Map.copyOf(written);
    }
}
