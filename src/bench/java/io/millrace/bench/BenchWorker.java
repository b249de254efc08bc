package io.millrace.bench;

import io.millrace.testing.Await;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.WorkerRest;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A standalone worker in a process of its own, with the JVM that Kafka's scripts give it. One thread. */
final class BenchWorker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final long STOP_SECONDS = 20;
    /** As in kafka-run-class.sh and connect-standalone.sh. */
    private static final List<String> OPTIONS = List.of(
            "-Xms256M",
            "-Xmx2G",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false",
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Djava.rmi.server.hostname=127.0.0.1");

    private final Process process;
    private final WorkerRest rest;
    private final int jmxPort;
    private final Thread endWithUs;

    private BenchWorker(Process process, WorkerRest rest, int jmxPort) {
        this.process = process;
        this.rest = rest;
        this.jmxPort = jmxPort;
        this.endWithUs = new Thread(process::destroyForcibly, "end-worker");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static BenchWorker start(Path home, String bootstrapServers, Path plugins) throws IOException {
        int port = freePort();
        int jmxPort = freePort();
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        Path settings = Files.createDirectories(home).resolve("worker.properties");
        Properties properties = new Properties();
        properties.putAll(settings(bootstrapServers, plugins, home));
        properties.put("listeners", "http://127.0.0.1:" + port);
        try (Writer out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        }
        Process process = new ProcessBuilder(command(jmxPort, settings))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("worker.log").toFile())
                .start();
        BenchWorker worker = new BenchWorker(process, new WorkerRest(address), jmxPort);
        Await.until(
                "the worker of " + home + " answers",
                START,
                () -> worker.rest.get("/connectors").isArray());
        return worker;
    }

    private static Map<String, String> settings(String bootstrapServers, Path plugins, Path home) {
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "plugin.path", plugins.toString(),
                "plugin.discovery", "service_load",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "offset.storage.file.filename", home.resolve("offsets").toString(),
                "consumer.auto.offset.reset", "earliest");
    }

    private static List<String> command(int jmxPort, Path settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dcom.sun.management.jmxremote.port=" + jmxPort);
        command.add("-Dcom.sun.management.jmxremote.rmi.port=" + jmxPort);
        command.addAll(List.of("-cp", KafkaJars.current().libs().resolve("*").toString()));
        command.addAll(List.of("org.apache.kafka.connect.cli.ConnectStandalone", settings.toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    WorkerRest rest() {
        return rest;
    }

    String jmxUrl() {
        return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi";
    }

    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** The most that was ever resident; 0 where the system does not tell. */
    long peakResidentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.notExists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        process.destroy();
        if (!hasEnded()) {
            process.destroyForcibly();
        }
        forget();
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook does what it is for.
        }
    }
}
