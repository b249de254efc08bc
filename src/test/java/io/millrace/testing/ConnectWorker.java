package io.millrace.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real distributed worker in a process of its own, with the packaged plugin. Any thread. */
public final class ConnectWorker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final ChildJvm process;
    private final WorkerRest rest;
    private final int jmxPort;

    private ConnectWorker(ChildJvm process, WorkerRest rest, int jmxPort) {
        this.process = process;
        this.rest = rest;
        this.jmxPort = jmxPort;
    }

    static ConnectWorker start(KafkaJars jars, Path home, Path log, Map<String, String> settings) {
        int port = FreePorts.take();
        int jmxPort = FreePorts.take();
        URI base = URI.create("http://127.0.0.1:" + port + "/");
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("listeners", "http://127.0.0.1:" + port);
        String file = PropertiesFile.write(home.resolve("worker-" + port + ".properties"), all);
        String main = "org.apache.kafka.connect.cli.ConnectDistributed";
        ChildJvm process = ChildJvm.start(jars, log, options(jmxPort), main, file);
        ConnectWorker worker = new ConnectWorker(process, new WorkerRest(base), jmxPort);
        worker.awaitAnswer();
        return worker;
    }

    public WorkerRest rest() {
        return rest;
    }

    public String jmxUrl() {
        return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi";
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The end of the worker's log, for the message of a test that fails. */
    public String tail() {
        return process.tail();
    }

    /** Holds it where it is, as a machine that is suspended; a group forgets it meanwhile. */
    public void freeze() {
        Signal.STOP.to(process.handle());
    }

    public void thaw() {
        Signal.CONT.to(process.handle());
    }

    public void kill9() {
        process.kill9();
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitAnswer() {
        String what = "the worker at " + rest.base() + " answers";
        // The leader's own topics are read before this answers: a worker that lists plugins is a member of its group.
        Await.until(what, START, this::listsConnectors, process::tail);
    }

    private boolean listsConnectors() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("the worker has ended");
        }
        return rest.get("/connectors").isArray();
    }

    private static List<String> options(int jmxPort) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx512m");
        // A worker that lost a thread for want of memory would live on, and a test would see it only as slow.
        options.add("-XX:+ExitOnOutOfMemoryError");
        options.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        options.add("-Dcom.sun.management.jmxremote.port=" + jmxPort);
        options.add("-Dcom.sun.management.jmxremote.rmi.port=" + jmxPort);
        options.add("-Dcom.sun.management.jmxremote.host=127.0.0.1");
        options.add("-Dcom.sun.management.jmxremote.authenticate=false");
        options.add("-Dcom.sun.management.jmxremote.ssl=false");
        options.add("-Djava.rmi.server.hostname=127.0.0.1");
        return options;
    }
}
