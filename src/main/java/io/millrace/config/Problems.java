package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** What is wrong with settings, by key, as one error. Stateless. */
final class Problems {
    private Problems() {}

    static Map<String, String> joined(Map<String, List<String>> problems) {
        Map<String, String> joined = new TreeMap<>();
        problems.forEach((key, messages) -> joined.put(key, String.join("; ", messages)));
        return joined;
    }

    /** Nothing happens where there are none. */
    static void refuse(Map<String, String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.entrySet().stream()
                    .map(problem -> told(problem.getKey(), problem.getValue()))
                    .collect(Collectors.joining(". ")));
        }
    }

    private static String told(String key, String message) {
        return message.startsWith(key) ? message : key + ": " + message;
    }
}
