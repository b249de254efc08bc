package io.millrace;

import io.millrace.config.Quoting;
import io.millrace.config.TopicMapping;
import io.millrace.table.TableId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code topics.to.tables.mapping}. As with the format, only a dot of the setting parts schema from
 * name. {@code $1} stands for the pattern's first group; where the pattern has no such group it is text, since a
 * table's name may hold a dollar. Asked once a topic.
 */
final class MappedTopics {
    private static final Pattern GROUP = Pattern.compile("\\$([1-9])");

    private final Pattern topics;
    private final String schema;
    private final String table;
    private final RouteName names;

    MappedTopics(TopicMapping mapping, Quoting quoting) {
        int dot = mapping.table().indexOf('.');
        this.topics = mapping.topic();
        this.schema = dot < 0 ? "" : mapping.table().substring(0, dot);
        this.table = mapping.table().substring(dot + 1);
        this.names = new RouteName("topics.to.tables.mapping to " + mapping.table(), quoting);
        if (dot == 0 || table.isEmpty() || table.indexOf('.') >= 0) {
            throw new IllegalArgumentException("topics.to.tables.mapping: \"" + mapping.table()
                    + "\" is neither a table nor a schema and a table with one dot between them");
        }
    }

    /** Empty where the topic is not among them. */
    Optional<TableId> tableOf(String topicName) {
        Matcher topic = topics.matcher(topicName);
        if (!topic.matches()) {
            return Optional.empty();
        }
        String name = expand(table, topic);
        return Optional.of(schema.isEmpty() ? names.of(name) : names.of(expand(schema, topic), name));
    }

    /** The one table of an entry that takes nothing from the topic. */
    Optional<TableId> onlyTable() {
        int groups = topics.matcher("").groupCount();
        boolean taken =
                GROUP.matcher(schema + "." + table).results().anyMatch(found -> numberOf(found.group()) <= groups);
        return taken ? Optional.empty() : Optional.of(schema.isEmpty() ? names.of(table) : names.of(schema, table));
    }

    private static String expand(String template, Matcher topic) {
        return GROUP.matcher(template).replaceAll(found -> Matcher.quoteReplacement(textOf(found.group(), topic)));
    }

    private static String textOf(String reference, Matcher topic) {
        int group = numberOf(reference);
        if (group > topic.groupCount()) {
            return reference;
        }
        String text = topic.group(group);
        return text == null ? "" : text;
    }

    private static int numberOf(String reference) {
        return reference.charAt(1) - '0';
    }
}
