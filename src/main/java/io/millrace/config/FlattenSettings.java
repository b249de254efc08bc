package io.millrace.config;

/** Whether the fields of nested Structs and maps are columns of their own, and what parts the names in a column's name. */
public record FlattenSettings(boolean enabled, String delimiter) {
    public static final FlattenSettings OFF = new FlattenSettings(false, "_");
}
