package io.millrace.config;

/**
 * What becomes of change events.
 *
 * @param truncates whether an event that empties a table does so here
 * @param placeholder what stands for a value that the event's source did not have; empty where nothing does
 */
public record ChangeSettings(ChangeEvents events, boolean truncates, String placeholder) {
    /** Whether events are recognised at all. */
    public boolean recognises() {
        return events == ChangeEvents.AUTO;
    }
}
