package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigException;

/** Reads topics.to.tables.mapping. Stateless. */
final class TopicMappings {
    private static final String SLASH = "/";

    private TopicMappings() {}

    static List<TopicMapping> parse(String key, List<String> entries) {
        List<TopicMapping> mappings = new ArrayList<>();
        for (String entry : entries) {
            // Topics hold no colon, but a regular expression may.
            int colon = entry.lastIndexOf(':');
            if (colon <= 0 || colon == entry.length() - 1) {
                throw new ConfigException(key + ": \"" + entry + "\" is not topic:table or /expression/:table");
            }
            String topic = entry.substring(0, colon).trim();
            mappings.add(new TopicMapping(
                    pattern(key, topic), entry.substring(colon + 1).trim()));
        }
        return mappings;
    }

    private static Pattern pattern(String key, String topic) {
        boolean isExpression = topic.length() > 2 && topic.startsWith(SLASH) && topic.endsWith(SLASH);
        if (!isExpression) {
            return Pattern.compile(Pattern.quote(topic));
        }
        try {
            return Pattern.compile(topic.substring(1, topic.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new ConfigException(key + ": " + topic + " is no regular expression: " + e.getDescription());
        }
    }
}
