package io.millrace.bench;

import io.millrace.PostgresSinkTask;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.management.JMException;
import javax.management.ObjectName;

/** Millrace's task with all of its parts. Runs on the benchmark's thread. */
final class Millrace implements Contender {
    /** As Connect's consumer has it by default. */
    static final int POLL = 500;

    static final int LONG_POLL = 5_000;

    private static final String CONNECTOR = "bench";

    private final BenchServer server;
    private final Gauge gauge;
    private final String name;
    private final int poll;
    private final Map<String, String> settings;

    private Millrace(BenchServer server, Gauge gauge, String name, int poll, Map<String, String> settings) {
        this.server = server;
        this.gauge = gauge;
        this.name = name;
        this.poll = poll;
        this.settings = Map.copyOf(settings);
    }

    /** As it is by default. */
    static Millrace byDefault(BenchServer server, Gauge gauge) {
        return new Millrace(server, gauge, "default lanes", POLL, Map.of());
    }

    Millrace withLanes(int lanes) {
        return with(lanes == 1 ? "1 lane" : lanes + " lanes", Map.of("lanes", Integer.toString(lanes)));
    }

    Millrace polling(int records) {
        return new Millrace(server, gauge, name + ", polls of " + records, records, settings);
    }

    /** The same with other settings, under another name. */
    Millrace with(String what, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Millrace(server, gauge, what, poll, all);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Measurement run(Dataset data) throws Exception {
        Workload workload = data.workload();
        try (Drive drive = Drive.start(
                new PostgresSinkTask(), settings(workload), workload.spread().all())) {
            drive.expect(data.records());
            Cost start = gauge.begin();
            drive.deliver(data.records(), poll);
            drive.awaitDurable();
            Cost cost = gauge.since(start);
            return drive.measured(data.records().size(), transactions(), cost);
        }
    }

    private static int transactions() throws JMException {
        ObjectName bean = new ObjectName("io.millrace:type=sink-task,connector=" + CONNECTOR + ",task=0");
        Object written = ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "BatchesWritten");
        return Math.toIntExact((Long) written);
    }

    Map<String, String> settings(Workload workload) {
        Map<String, String> all = new HashMap<>();
        all.put("name", CONNECTOR);
        all.put("connection.url", server.url());
        all.put("connection.user", BenchServer.USER);
        // Each run begins at the log's beginning, whatever one before it has stored.
        all.put("exactly.once.id", UUID.randomUUID().toString());
        all.putAll(Options.settings());
        all.putAll(settings);
        if (workload.isUpsert()) {
            all.put("insert.mode", "upsert");
            all.put("pk.mode", "record_key");
            all.put("delete.enabled", Boolean.toString(workload.arrival().deletes()));
        }
        return all;
    }
}
