package io.millrace.config;

/**
 * Which fields of a value are written, and what besides them.
 *
 * @param nullsAsDefaults whether a null of a field with a default is written as the default
 */
public record FieldSettings(
        FieldChoice choice, MissingFields missing, boolean nullsAsDefaults, MetadataSettings metadata) {
    /** All fields, and nothing else. */
    public static final FieldSettings ALL =
            new FieldSettings(FieldChoice.ALL, MissingFields.KEEP, true, MetadataSettings.NONE);
}
