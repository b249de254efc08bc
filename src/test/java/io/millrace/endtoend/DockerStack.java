package io.millrace.endtoend;

import io.millrace.testing.ConnectCluster;
import io.millrace.testing.Target;
import io.millrace.testing.WorkerRest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/** Broker, worker and database from the official images, on a network of their own. Any thread. */
final class DockerStack implements Stack {
    private static final String KAFKA_IMAGE = "apache/kafka:" + System.getProperty("kafka.version", "4.3.1");
    private static final int REST_PORT = 8083;
    private static final Duration START = Duration.ofMinutes(2);

    private final Network network = Network.newNetwork();
    private final KafkaContainer broker =
            new KafkaContainer(KAFKA_IMAGE).withNetwork(network).withListener("broker:19092");
    private final PostgreSQLContainer database =
            new PostgreSQLContainer("postgres:18").withNetwork(network).withNetworkAliases("postgres");
    private final GenericContainer<?> worker = worker(network);

    static DockerStack start() {
        DockerStack stack = new DockerStack();
        stack.broker.start();
        stack.database.start();
        stack.worker.start();
        return stack;
    }

    @Override
    public String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    @Override
    public WorkerRest rest() {
        return new WorkerRest(URI.create("http://" + worker.getHost() + ":" + worker.getMappedPort(REST_PORT) + "/"));
    }

    @Override
    public Map<String, String> connectionSettings() {
        return Map.of(
                "connection.url", "jdbc:postgresql://postgres:5432/" + database.getDatabaseName(),
                "connection.user", database.getUsername(),
                "connection.password", database.getPassword());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    @Override
    public String logs() {
        return worker.getLogs();
    }

    @Override
    public void close() {
        worker.stop();
        database.stop();
        broker.stop();
        network.close();
    }

    private static GenericContainer<?> worker(Network network) {
        return new GenericContainer<>(KAFKA_IMAGE)
                .withNetwork(network)
                .withCopyFileToContainer(MountableFile.forHostPath(Target.pluginPath()), "/opt/connect-plugins")
                .withCopyToContainer(Transferable.of(settings()), "/tmp/connect.properties")
                .withCommand("/opt/kafka/bin/connect-distributed.sh", "/tmp/connect.properties")
                .withExposedPorts(REST_PORT)
                .waitingFor(Wait.forHttp("/connectors").forPort(REST_PORT).withStartupTimeout(START));
    }

    private static String settings() {
        Map<String, String> settings = ConnectCluster.settings("broker:19092");
        settings.put("plugin.path", "/opt/connect-plugins");
        settings.put("listeners", "http://0.0.0.0:" + REST_PORT);
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        return lines.toString();
    }
}
