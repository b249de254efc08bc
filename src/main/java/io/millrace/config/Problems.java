package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** What is wrong with settings, by key, as an error and as Connect's answer to a validation. Stateless. */
final class Problems {
    private Problems() {}

    static String told(Map<String, List<String>> problems) {
        return new TreeMap<>(problems)
                .entrySet().stream()
                        .map(entry -> told(entry.getKey(), String.join("; ", entry.getValue())))
                        .collect(Collectors.joining(". "));
    }

    private static String told(String key, String messages) {
        return messages.startsWith(key) ? messages : key + ": " + messages;
    }

    static void add(Map<String, List<String>> problems, List<ConfigValue> values) {
        problems.forEach((key, messages) -> {
            ConfigValue value = valueOf(key, values);
            messages.forEach(value::addErrorMessage);
        });
    }

    /** Aliases and parameters of the driver have no value of their own among those that are declared. */
    private static ConfigValue valueOf(String key, List<ConfigValue> values) {
        for (ConfigValue value : values) {
            if (value.name().equals(key)) {
                return value;
            }
        }
        ConfigValue added = new ConfigValue(key);
        values.add(added);
        return added;
    }
}
