package io.millrace.bench;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTask;

/** Debezium's JDBC sink, in one of its configurations. Runs on the benchmark's thread. */
final class Peer implements Contender {
    private final PeerPlugin plugin;
    private final BenchServer server;
    private final Gauge gauge;
    private final PeerStyle style;

    Peer(PeerPlugin plugin, BenchServer server, Gauge gauge, PeerStyle style) {
        this.plugin = plugin;
        this.server = server;
        this.gauge = gauge;
        this.style = style;
    }

    @Override
    public String name() {
        return "peer, " + style.name();
    }

    @Override
    public Measurement run(Dataset data) throws Exception {
        SinkTask task = plugin.newTask();
        return plugin.within(() -> run(task, data));
    }

    private Measurement run(SinkTask task, Dataset data) throws SQLException {
        Workload workload = data.workload();
        try (Drive drive =
                Drive.start(task, settings(workload), workload.spread().all())) {
            drive.expect(data.records());
            Cost start = gauge.begin();
            drive.deliver(data.records(), style.poll());
            drive.awaitDurable();
            return drive.measured(data.records().size(), 0, gauge.since(start));
        }
    }

    private Map<String, String> settings(Workload workload) {
        Map<String, String> settings = new HashMap<>(style.settings(server));
        settings.put("name", "peer");
        settings.put("task.id", "0");
        if (workload.isUpsert()) {
            settings.put("primary.key.mode", "record_key");
            Arrival arrival = workload.arrival();
            settings.putAll(PeerStyle.upsertSettings(arrival.keys() == KeyChoice.HOT, arrival.deletes()));
        }
        return settings;
    }
}
