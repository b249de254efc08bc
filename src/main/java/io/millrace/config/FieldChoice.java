package io.millrace.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which fields of a value are written: those of a list, or all but those of a list. An entry is a field's name, or
 * {@code topic:field} for one topic's. Immutable.
 */
public final class FieldChoice {
    public static final FieldChoice ALL = new FieldChoice(Set.of(), Set.of());

    private static final char SEPARATOR = ':';

    private final Set<String> included;
    private final Set<String> excluded;
    private final boolean dependsOnTopic;

    private FieldChoice(Collection<String> included, Collection<String> excluded) {
        this.included = Set.copyOf(included);
        this.excluded = Set.copyOf(excluded);
        this.dependsOnTopic = hasTopics(included) || hasTopics(excluded);
    }

    public static FieldChoice of(Collection<String> included, Collection<String> excluded) {
        return new FieldChoice(included, excluded);
    }

    public boolean isAll() {
        return included.isEmpty() && excluded.isEmpty();
    }

    /** Whether records of one topic have other fields written than those of another. */
    public boolean dependsOnTopic() {
        return dependsOnTopic;
    }

    private static boolean hasTopics(Collection<String> entries) {
        return entries.stream().anyMatch(entry -> entry.indexOf(SEPARATOR) > 0);
    }

    /** The choice for one topic, with names of fields alone. */
    public FieldChoice of(String topic) {
        return new FieldChoice(of(topic, included), of(topic, excluded));
    }

    private static Set<String> of(String topic, Set<String> entries) {
        Set<String> names = new HashSet<>();
        for (String entry : entries) {
            int separator = entry.indexOf(SEPARATOR);
            boolean isOfTopic = separator > 0 && entry.substring(0, separator).equals(topic);
            if (separator <= 0) {
                names.add(entry);
            } else if (isOfTopic) {
                names.add(entry.substring(separator + 1));
            }
        }
        return names;
    }

    /** Whether the field of this name is written; names are those of the record, and upper and lower case differ. */
    public boolean takes(String field) {
        return (included.isEmpty() || included.contains(field)) && !excluded.contains(field);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldChoice choice
                && included.equals(choice.included)
                && excluded.equals(choice.excluded);
    }

    @Override
    public int hashCode() {
        return 31 * included.hashCode() + excluded.hashCode();
    }
}
