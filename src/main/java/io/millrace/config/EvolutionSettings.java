package io.millrace.config;

/**
 * What is done where a table does not exist, or is not as its records are.
 *
 * @param validates whether tables are only compared with their records, and differences refused
 */
public record EvolutionSettings(boolean creates, boolean evolves, boolean validates) {
    /** Whether records' schemas are compared with their tables at all. */
    public boolean compares() {
        return evolves || validates;
    }
}
