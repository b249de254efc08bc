package io.millrace.bench;

import io.millrace.PostgresSinkTask;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The sink's task with all of its parts, fed as Connect's worker feeds it. Runs on the benchmark's thread. */
final class Task implements Contender {
    private static final TopicPartition PARTITION = new TopicPartition(Dataset.TOPIC, 0);

    private static final String CONNECTOR = "bench";

    private final BenchServer server;
    private final Gauge gauge;
    private final int lanes;
    private final int poll;
    private final String name;
    private final Map<String, String> promise;

    private Task(BenchServer server, Gauge gauge, int lanes, int poll, String name, Map<String, String> promise) {
        this.server = server;
        this.gauge = gauge;
        this.lanes = lanes;
        this.poll = poll;
        this.name = name;
        this.promise = promise;
    }

    Task(BenchServer server, Gauge gauge, int lanes, int poll) {
        this(server, gauge, lanes, poll, lanes + (lanes == 1 ? " lane, " : " lanes, ") + "polls of " + poll, Map.of());
    }

    /** The same with what it promises. */
    Task promising(String what, Map<String, String> settings) {
        return new Task(server, gauge, lanes, poll, what, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Measurement run(Dataset data) throws JMException {
        TaskContext context = new TaskContext(PARTITION);
        PostgresSinkTask task = new PostgresSinkTask();
        task.initialize(context);
        task.start(settings(data.workload()));
        try {
            task.open(List.of(PARTITION));
            awaitResumed(task, context);
            Cost start = gauge.read();
            deliver(task, context, data.records());
            awaitDurable(task, context, data.records().size());
            Cost cost = gauge.read().since(start);
            return new Measurement(data.records().size(), batches(), cost);
        } finally {
            task.close(List.of(PARTITION));
            task.stop();
        }
    }

    private static int batches() throws JMException {
        ObjectName bean = new ObjectName("io.millrace:type=sink-task,connector=" + CONNECTOR + ",task=0");
        Object written = ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "BatchesWritten");
        return Math.toIntExact((Long) written);
    }

    private Map<String, String> settings(Workload workload) {
        Map<String, String> settings = new HashMap<>();
        settings.put("name", CONNECTOR);
        settings.put("connection.url", server.url());
        settings.put("connection.user", BenchServer.USER);
        settings.put("lanes", Integer.toString(lanes));
        settings.putAll(promise);
        // Each run begins at the log's beginning, whatever one before it has stored.
        settings.put("exactly.once.id", UUID.randomUUID().toString());
        addAsked(settings);
        if (workload.isUpsert()) {
            settings.put("insert.mode", "upsert");
            settings.put("pk.mode", "record_key");
            settings.put("delete.enabled", Boolean.toString(workload == Workload.DELETES));
        }
        return settings;
    }

    /** What one wants to try, such as batch.max.rows=20000,linger.ms=5. */
    private static void addAsked(Map<String, String> settings) {
        for (String asked : System.getProperty("bench.settings", "").split(",")) {
            int equals = asked.indexOf('=');
            if (equals > 0) {
                settings.put(asked.substring(0, equals), asked.substring(equals + 1));
            }
        }
    }

    private static void awaitResumed(PostgresSinkTask task, TaskContext context) {
        do {
            task.put(List.of());
        } while (context.sleepIfPaused());
    }

    private void deliver(PostgresSinkTask task, TaskContext context, List<SinkRecord> records) {
        for (int at = 0; at < records.size(); at += poll) {
            while (context.sleepIfPaused()) {
                task.put(List.of());
            }
            put(task, context, records.subList(at, Math.min(records.size(), at + poll)));
        }
    }

    private static void put(PostgresSinkTask task, TaskContext context, List<SinkRecord> records) {
        for (boolean taken = false; !taken; ) {
            try {
                task.put(records);
                taken = true;
            } catch (RetriableException e) {
                context.sleep();
            }
        }
    }

    private static void awaitDurable(PostgresSinkTask task, TaskContext context, int records) {
        Map<TopicPartition, OffsetAndMetadata> consumed = Map.of(PARTITION, new OffsetAndMetadata(records));
        while (!consumed.equals(task.preCommit(consumed))) {
            context.sleepIfPaused();
            task.put(List.of());
        }
    }
}
