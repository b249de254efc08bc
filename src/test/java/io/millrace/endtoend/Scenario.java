package io.millrace.endtoend;

import io.millrace.testing.Await;
import io.millrace.testing.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One connector from its topic to its table, under a name that no other test has. Confined to the test's thread. */
final class Scenario implements AutoCloseable {
    private static final Duration DRAINED = Duration.ofSeconds(90);

    final String name;
    final Topics topics;
    private final Stack stack;
    private final Map<String, String> config = new LinkedHashMap<>();

    Scenario(Stack stack, String subject) {
        this.stack = stack;
        this.name = subject + "_" + UUID.randomUUID().toString().substring(0, 8);
        this.topics = Topics.at(stack.bootstrapServers());
        config.put("connector.class", "io.millrace.PostgresSinkConnector");
        config.putAll(stack.connectionSettings());
        config.put("table.name.format", "public.${topic}");
        config.put("topics", name);
    }

    Scenario topic(int partitions) {
        topics.create(name, partitions);
        return this;
    }

    /** A table without a key, for {@link Events#append}. */
    Scenario appending(String table) throws SQLException {
        execute("CREATE TABLE " + table + " (seq bigint, body text)");
        return with("insert.mode", "insert").with("pk.mode", "none");
    }

    /** A table with a key, for {@link Events#upsert}. */
    Scenario upserting(String table) throws SQLException {
        execute("CREATE TABLE " + table + " (id int PRIMARY KEY, version int NOT NULL, note text)");
        return with("insert.mode", "upsert")
                .with("pk.mode", "record_key")
                .with("pk.fields", "id")
                .with("delete.enabled", "true");
    }

    /** What cannot be written goes to this topic, with Connect's headers. */
    Scenario tolerating(String deadLetterQueue) {
        return with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", deadLetterQueue)
                .with("errors.deadletterqueue.topic.replication.factor", "1")
                .with("errors.deadletterqueue.context.headers.enable", "true");
    }

    Scenario with(String setting, String value) {
        config.put(setting, value);
        return this;
    }

    Scenario without(String setting) {
        config.remove(setting);
        return this;
    }

    Scenario run(int tasks) throws IOException {
        config.put("tasks.max", Integer.toString(tasks));
        stack.rest().put(name, config);
        stack.rest().awaitRunning(name, tasks);
        return this;
    }

    /** Until the group has committed all that was produced: from then on the table must be complete. */
    void awaitNoLag(String... topicNames) {
        List<String> all = topicNames.length == 0 ? List.of(name) : List.of(topicNames);
        Await.until("no lag of " + name + " on " + all, DRAINED, () -> topics.lag(name, all) == 0, () -> evidence(all));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table) throws SQLException {
        return number("SELECT count(*) FROM " + table);
    }

    long number(String query) throws SQLException {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The table's versions by key; a row whose note is of another version would be torn, and counts as version -1. */
    Map<Integer, Integer> versions(String table) throws SQLException {
        Map<Integer, Integer> versions = new TreeMap<>();
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, version, note FROM " + table)) {
            while (rows.next()) {
                int version = rows.getInt(2);
                boolean whole = Events.note(version).equals(rows.getString(3));
                versions.put(rows.getInt(1), whole ? version : -1);
            }
        }
        return versions;
    }

    private String evidence(List<String> topicNames) {
        String status;
        try {
            status = stack.rest().status(name).toPrettyString();
        } catch (IOException e) {
            status = e.toString();
        }
        return ", it is " + topics.lag(name, topicNames) + "\n--- status: " + status + stack.logs();
    }

    @Override
    public void close() throws IOException {
        topics.close();
        stack.rest().delete(name);
    }
}
