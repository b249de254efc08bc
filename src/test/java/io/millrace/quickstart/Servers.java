package io.millrace.quickstart;

import io.millrace.testing.ConnectCluster;
import io.millrace.testing.ConnectWorker;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import io.millrace.testing.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** PostgreSQL, broker and worker of the quickstart, in the order they need each other. One thread. */
final class Servers implements AutoCloseable {
    static final String TOPIC = "device_events";
    static final String CONNECTOR = "quickstart";

    private static final int PARTITIONS = 4;
    private static final int TASKS = 2;
    /** A quarter of a gigabyte a partition: the stream may run for hours. */
    private static final Map<String, String> BOUNDED =
            Map.of("retention.bytes", "268435456", "segment.bytes", "67108864");

    private final Database database;
    private final KafkaServer broker;
    private final Topics topics;
    private final ConnectCluster cluster;
    private final ConnectWorker worker;

    private Servers(
            Database database, KafkaServer broker, Topics topics, ConnectCluster cluster, ConnectWorker worker) {
        this.database = database;
        this.broker = broker;
        this.topics = topics;
        this.cluster = cluster;
        this.worker = worker;
    }

    static Servers start(Path home, Screen screen) throws IOException, SQLException {
        Database database = Database.start(home);
        screen.ready("PostgreSQL", database.ask("SHOW server_version"), database.jdbcUrl());
        KafkaJars jars = KafkaJars.current();
        KafkaServer broker = KafkaServer.start(home);
        screen.ready("Kafka", jars.version(), broker.bootstrapServers());
        ConnectCluster cluster = ConnectCluster.beside(broker, jars, home);
        ConnectWorker worker = cluster.addWorker(home.resolve("connect.log"));
        screen.ready("Connect", jars.version(), worker.rest().base().toString());
        return new Servers(database, broker, Topics.at(broker.bootstrapServers()), cluster, worker);
    }

    void createConnector(Screen screen) throws IOException {
        topics.create(TOPIC, PARTITIONS, BOUNDED);
        worker.rest().put(CONNECTOR, connector());
        worker.rest().awaitRunning(CONNECTOR, TASKS);
        String what = "upsert of " + TOPIC + ", " + PARTITIONS + " partitions, " + TASKS + " tasks";
        screen.ready("Connector", "running", what);
    }

    Database database() {
        return database;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Topics topics() {
        return topics;
    }

    ConnectWorker worker() {
        return worker;
    }

    @Override
    public void close() throws IOException {
        topics.close();
        cluster.close();
        broker.close();
        database.close();
    }

    private Map<String, String> connector() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.millrace.PostgresSinkConnector");
        config.put("tasks.max", Integer.toString(TASKS));
        config.put("topics", TOPIC);
        config.put("connection.url", database.jdbcUrl());
        config.put("connection.user", database.user());
        config.put("table.name.format", "public.${topic}");
        config.put("insert.mode", "upsert");
        config.put("pk.mode", "record_key");
        config.put("pk.fields", "id");
        return config;
    }
}
