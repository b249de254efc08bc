package io.millrace.faults;

import io.millrace.testing.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The connectors that run on a site, with their topics and tables. The thread that strikes. */
final class Scene implements AutoCloseable {
    private static final Duration LEADERS = Duration.ofSeconds(60);

    private final Site site;
    private final List<Workload> workloads;
    private final Ink ink;

    private Scene(Site site, List<Workload> workloads) {
        this.site = site;
        this.workloads = List.copyOf(workloads);
        this.ink = new Ink(site.broker().bootstrapServers());
    }

    static Scene on(Site site, List<Workload> workloads) throws SQLException, IOException {
        Scene scene = new Scene(site, workloads);
        for (Workload workload : workloads) {
            scene.createTopic(workload);
            scene.createTable(workload);
            workload.prepare(site.topics());
            site.rest().put(workload.name(), scene.settings(workload));
        }
        for (Workload workload : workloads) {
            site.rest().awaitRunning(workload.name(), workload.tasks());
        }
        return scene;
    }

    private void createTopic(Workload workload) {
        site.topics().create(workload.name(), workload.partitions());
        // A producer that comes before the leaders may lose its sequence numbers' order for good.
        Await.until(
                "the topic has leaders",
                LEADERS,
                () -> site.topics().ends(workload.name()).size() == workload.partitions());
    }

    void createTable(Workload workload) throws SQLException {
        site.postgres()
                .execute(
                        workload.createTable() + " TABLESPACE small",
                        "GRANT ALL ON " + workload.name() + " TO " + Site.ROLE);
    }

    Map<String, String> settings(Workload workload) {
        Map<String, String> settings = workload.settings();
        settings.put("connection.url", site.jdbcUrl());
        settings.put("connection.user", Site.ROLE);
        return settings;
    }

    Site site() {
        return site;
    }

    List<Workload> workloads() {
        return workloads;
    }

    Ink ink() {
        return ink;
    }

    List<Verdict> judge() throws SQLException {
        List<Verdict> verdicts = new ArrayList<>();
        try (Connection connection = site.connect()) {
            for (Workload workload : workloads) {
                verdicts.add(workload.judge(connection));
            }
        }
        return verdicts;
    }

    @Override
    public void close() throws IOException, SQLException {
        ink.close();
        for (Workload workload : workloads) {
            site.rest().delete(workload.name());
            site.postgres().execute("DROP TABLE IF EXISTS " + workload.name());
        }
    }
}
