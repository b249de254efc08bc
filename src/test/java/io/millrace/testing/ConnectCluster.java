package io.millrace.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A group of distributed workers beside a broker. Workers join and leave; closing it ends those it started. Any thread. */
public final class ConnectCluster implements AutoCloseable {
    /** Seconds instead of a minute, so that a test sees its offsets committed while it looks. */
    private static final String COMMIT_MILLIS = "500";

    private final String bootstrapServers;
    private final KafkaJars jars;
    private final Path home;
    private final Map<String, String> settings;
    private final CopyOnWriteArrayList<ConnectWorker> workers = new CopyOnWriteArrayList<>();

    private ConnectCluster(String bootstrapServers, KafkaJars jars, Path home) {
        this.bootstrapServers = bootstrapServers;
        this.jars = jars;
        this.home = home;
        this.settings = settings(bootstrapServers);
    }

    /** No worker yet: {@link #addWorker()} starts the first. */
    public static ConnectCluster beside(KafkaServer broker, KafkaJars jars, Path home) {
        return new ConnectCluster(broker.bootstrapServers(), jars, home);
    }

    public ConnectCluster with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public ConnectWorker addWorker() {
        return addWorker(home.resolve("worker-" + (workers.size() + 1) + ".log"));
    }

    public ConnectWorker addWorker(Path log) {
        ConnectWorker worker = ConnectWorker.start(jars, home, log, settings);
        workers.add(worker);
        return worker;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The interface of any worker that lives; they all know the same. */
    public WorkerRest rest() {
        for (ConnectWorker worker : workers) {
            if (worker.isAlive()) {
                return worker.rest();
            }
        }
        throw new IllegalStateException("no worker is alive");
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorker::close);
    }

    /** What every worker of such a group has, wherever it runs; the group is a new one at each call. */
    public static Map<String, String> settings(String bootstrapServers) {
        String group = "connect-" + UUID.randomUUID();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", group);
        for (String storage : new String[] {"config", "offset", "status"}) {
            settings.put(storage + ".storage.topic", group + "-" + storage);
            settings.put(storage + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        for (String side : new String[] {"key", "value"}) {
            settings.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            settings.put(side + ".converter.schemas.enable", "false");
        }
        settings.put("plugin.path", Target.pluginPath().toString());
        // Only the service manifest counts: a plugin that is found by scanning alone fails here.
        settings.put("plugin.discovery", "service_load");
        settings.put("offset.flush.interval.ms", COMMIT_MILLIS);
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        // A worker that was killed is missed after six seconds; the broker allows no less.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1500");
        return settings;
    }
}
