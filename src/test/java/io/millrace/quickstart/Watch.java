package io.millrace.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testing.Await;
import io.millrace.testing.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Looks once a second at producer, group, table and task. The shutdown hook reads the latest glance only. */
final class Watch {
    private static final List<String> TOPICS = List.of(Servers.TOPIC);

    private final Servers servers;
    private final EventTable table;
    private final EventStream events;
    private final TaskFigures figures;
    private final long started = System.nanoTime();
    private volatile Glance latest =
            new Glance(Duration.ZERO, 0, 0, 0, 0, Double.NaN, new Glance.Found(true, 0, List.of()));

    Watch(Servers servers, EventTable table, EventStream events, TaskFigures figures) {
        this.servers = servers;
        this.table = table;
        this.events = events;
        this.figures = figures;
    }

    Servers servers() {
        return servers;
    }

    Glance latest() {
        return latest;
    }

    Glance awaitFirstRows(Duration limit) {
        Await.until("the first rows are in " + EventTable.NAME, limit, () -> look().rows() > 0, servers.worker()::tail);
        return latest;
    }

    Glance look() throws Exception {
        requireRunning();
        events.requireAlive();
        // The lag first: what is produced after it was asked for must not make it look smaller.
        long lag = servers.topics().lag(Servers.CONNECTOR, TOPICS);
        long durable = figures.recordsWritten().orElseGet(this::committed);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        double seconds = (elapsed.toNanos() - latest.elapsed().toNanos()) / 1e9;
        double rate = (durable - latest.durable()) / seconds;
        latest = new Glance(elapsed, events.produced(), durable, rate, lag, figures.endToEndP99Millis(), found());
        return latest;
    }

    private Glance.Found found() {
        try {
            return new Glance.Found(true, table.count(), table.sample());
        } catch (SQLException e) {
            return latest.found().lost();
        }
    }

    /** Keys whose row is not the last event produced for them. */
    long differences() throws Exception {
        return events.differences(table.versions());
    }

    private long committed() {
        Topics topics = servers.topics();
        return topics.committed(Servers.CONNECTOR).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void requireRunning() throws Exception {
        JsonNode status = servers.worker().rest().status(Servers.CONNECTOR);
        for (String trace : status.findValuesAsText("trace")) {
            throw new AssertionError("the connector failed: " + trace);
        }
    }
}
