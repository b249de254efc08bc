package io.millrace.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;

/** A real broker in a process of its own: KRaft, one node, fresh ports and directories. Any thread. */
public final class KafkaServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> OPTIONS = List.of("-Xmx384m", "-Dorg.slf4j.simpleLogger.showDateTime=true");

    private final int port;
    private final Supplier<ChildJvm> start;
    private volatile ChildJvm process;

    private KafkaServer(int port, Supplier<ChildJvm> start) {
        this.port = port;
        this.start = start;
        this.process = start.get();
    }

    public static KafkaServer start(Path home) {
        return start(home, home.resolve("broker.log"));
    }

    public static KafkaServer start(Path home, Path log) {
        KafkaJars jars = KafkaJars.current();
        int port = FreePorts.take();
        String settings = PropertiesFile.write(home.resolve("broker.properties"), settings(home, port));
        // A random id of java.util.UUID may begin with '-', which the tool takes for an option; Kafka's own never does.
        String cluster = Uuid.randomUuid().toString();
        ChildJvm.start(jars, log, OPTIONS, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", settings)
                .awaitSuccess(START.toSeconds());
        KafkaServer server = new KafkaServer(port, () -> ChildJvm.start(jars, log, OPTIONS, "kafka.Kafka", settings));
        server.awaitAnswer();
        return server;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void kill9() {
        process.kill9();
    }

    /** Ends it as an operator would; {@link #startAgain} brings it back. */
    public void stop() {
        process.close();
    }

    /** With the same port and files. */
    public void startAgain() {
        process = start.get();
        awaitAnswer();
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitAnswer() {
        // The port first: an admin client that asks too early fills the test's log with warnings.
        Await.until("the broker listens on " + port, START, () -> FreePorts.answers(port), process::tail);
        try (Topics topics = Topics.at(bootstrapServers())) {
            Await.until("the broker describes itself", START, topics::clusterAnswers, process::tail);
        }
    }

    private static Map<String, String> settings(Path home, int port) {
        int controller = FreePorts.take();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", home.resolve("data").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.num.partitions", "4");
        // A topic with a bound keeps near it: the quickstart may run for hours.
        settings.put("log.retention.check.interval.ms", "30000");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }
}
