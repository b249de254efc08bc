package io.millrace;

import io.millrace.config.RouteSettings;
import io.millrace.config.TableFormat;
import io.millrace.config.TopicMapping;
import io.millrace.encode.Change;
import io.millrace.table.TableId;
import io.millrace.write.Finding.NamedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the table of a record by its topic, as transforms left it, and by what of the record the format names. A name
 * that is asked for again is the same instance, but for the rare moment when the cache of names is full. Confined to
 * the task thread.
 */
final class Router {
    /** Transforms can make a topic of any value; past so many, all are forgotten and found anew. */
    private static final int TOPICS = 10_000;

    private final List<MappedTopics> mappings = new ArrayList<>();
    private final FormattedName format;
    private final boolean formatIsFixed;
    private final Map<String, TopicRoute> routes = new HashMap<>();
    private String lastTopic;
    private TopicRoute lastRoute;

    /** Where records of a topic go: to one table, or, where it is null, to that which their values name. */
    private record TopicRoute(TableId table) {}

    Router(RouteSettings settings) {
        for (TopicMapping mapping : settings.mappings()) {
            mappings.add(new MappedTopics(mapping, settings.quoting()));
        }
        TableFormat parsed = TableFormat.parse(settings.format());
        this.format = new FormattedName(parsed, settings);
        this.formatIsFixed = parsed.dependsOnTopicAlone();
    }

    /**
     * Refuses a record without what the format asks for with a DataException that names the placeholder, and
     * never a value.
     */
    TableId route(Change change) {
        TopicRoute route = routeOf(change);
        return route.table == null ? format.of(change) : route.table;
    }

    /** The table where it depends on the topic alone, so that it is known of records that cannot be read. */
    Optional<TableId> routeByTopic(Change change) {
        return Optional.ofNullable(routeOf(change).table);
    }

    /** The tables that the settings name outright, whatever records come. */
    List<NamedTable> namedTables() {
        List<NamedTable> named = new ArrayList<>();
        format.onlyTable().ifPresent(table -> named.add(new NamedTable(table, "table.name.format")));
        for (MappedTopics mapping : mappings) {
            mapping.onlyTable().ifPresent(table -> named.add(new NamedTable(table, "topics.to.tables.mapping")));
        }
        return named;
    }

    private TopicRoute routeOf(Change change) {
        String topic = change.record().topic();
        // Connect gives all records of a partition and poll the same String, which equals sees at once.
        if (!topic.equals(lastTopic)) {
            TopicRoute known = routes.get(topic);
            lastRoute = known == null ? learn(change) : known;
            lastTopic = topic;
        }
        return lastRoute;
    }

    private TopicRoute learn(Change change) {
        TopicRoute route = new TopicRoute(tableOfTopic(change));
        if (routes.size() >= TOPICS) {
            routes.clear();
        }
        routes.put(change.record().topic(), route);
        return route;
    }

    private TableId tableOfTopic(Change change) {
        for (MappedTopics mapping : mappings) {
            Optional<TableId> table = mapping.tableOf(change.record().topic());
            if (table.isPresent()) {
                return table.get();
            }
        }
        return formatIsFixed ? format.of(change) : null;
    }
}
