package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads topics.to.tables.mapping: {@code topic:table} or {@code /expression/:table}, parted by commas. An expression
 * ends at the first {@code /:}, since topics hold neither, so that it may hold commas and colons itself. Stateless.
 */
final class TopicMappings implements ConfigDef.Validator {
    private static final String SLASH = "/";
    private static final String EXPRESSION_END = "/:";
    private static final Pattern QUALIFIED = Pattern.compile("[^.]+(\\.[^.]+)?");

    @Override
    public void ensureValid(String name, Object value) {
        parse(name, value == null ? "" : value.toString());
    }

    static List<TopicMapping> parse(String key, String setting) {
        List<TopicMapping> mappings = new ArrayList<>();
        String rest = setting.trim();
        while (!rest.isEmpty()) {
            int colon = colon(key, rest);
            int comma = rest.indexOf(',', colon);
            int end = comma < 0 ? rest.length() : comma;
            mappings.add(mapping(
                    key,
                    rest.substring(0, colon).trim(),
                    rest.substring(colon + 1, end).trim()));
            rest = comma < 0 ? "" : rest.substring(comma + 1).trim();
        }
        return mappings;
    }

    private static int colon(String key, String rest) {
        boolean isExpression = rest.startsWith(SLASH);
        int colon = isExpression ? rest.indexOf(EXPRESSION_END, 1) + 1 : rest.indexOf(':');
        if (colon <= 0) {
            throw malformed(key, rest);
        }
        return colon;
    }

    private static TopicMapping mapping(String key, String topic, String table) {
        boolean isNothing = topic.isEmpty() || topic.equals(SLASH + SLASH) || table.isEmpty();
        // A comma before the colon means that an entry before this one has no colon.
        boolean isTorn = !topic.startsWith(SLASH) && topic.indexOf(',') >= 0;
        if (isNothing || isTorn) {
            throw malformed(key, topic + ":" + table);
        }
        boolean isName = QUALIFIED.matcher(table).matches();
        if (!isName) {
            throw new ConfigException(key + ": \"" + table + "\" is neither table nor schema.table");
        }
        return new TopicMapping(pattern(key, topic), table);
    }

    private static ConfigException malformed(String key, String entry) {
        return new ConfigException(key + ": \"" + entry + "\" is not topic:table or /expression/:table");
    }

    private static Pattern pattern(String key, String topic) {
        if (!topic.startsWith(SLASH)) {
            return Pattern.compile(Pattern.quote(topic));
        }
        try {
            return Pattern.compile(topic.substring(1, topic.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new ConfigException(key + ": " + topic + " is no regular expression: " + e.getDescription());
        }
    }

    @Override
    public String toString() {
        return "topic:table or /expression/:table, parted by commas";
    }
}
