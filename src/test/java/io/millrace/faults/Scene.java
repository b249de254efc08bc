package io.millrace.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The connectors that run on a site, with their topics and tables. The thread that strikes. */
final class Scene implements AutoCloseable {
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
            site.topics().create(workload.name(), Workload.PARTITIONS);
            scene.createTable(workload);
            site.rest().put(workload.name(), scene.settings(workload));
        }
        for (Workload workload : workloads) {
            site.rest().awaitRunning(workload.name(), Workload.TASKS);
        }
        return scene;
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

    Workload any(Random random) {
        return workloads.get(random.nextInt(workloads.size()));
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
        }
    }
}
