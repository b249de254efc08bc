package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys among a connector's settings that nobody reads: neither this sink, nor what another sink's keys are read as,
 * nor Kafka Connect. Stateless.
 */
public final class UnknownKeys {
    /** What Connect itself has for a sink connector. */
    private static final Set<String> CONNECTS = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "tasks.max",
            "tasks.max.enforce",
            "config.action.reload",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "topics",
            "topics.regex",
            "task.class",
            SinkConfig.TASK);

    private static final List<String> CONNECTS_FAMILIES = List.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "errors.",
            "consumer.override.",
            "producer.override.",
            "admin.override.");

    private UnknownKeys() {}

    /** In alphabetical order. Parameters of the driver are checked elsewhere. */
    static Set<String> among(Map<String, String> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(SinkConfig.DEF.names());
        unknown.removeAll(CONNECTS);
        unknown.removeIf(key -> key.startsWith(DriverProperties.PREFIX)
                || CONNECTS_FAMILIES.stream().anyMatch(key::startsWith)
                || Aliases.ALL.stream().anyMatch(alias -> alias.matches(key)));
        return unknown;
    }

    /** A line about them, without their values; empty where there are none. */
    public static String warning(Map<String, String> given) {
        Set<String> unknown = among(given);
        return unknown.isEmpty()
                ? ""
                : "These settings have no effect, since neither Millrace nor Kafka Connect has such keys: "
                        + String.join(", ", unknown) + ". Are they spelt right?";
    }
}
