package io.millrace.faults;

import io.millrace.testing.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * One connector from its topic to its table, and the log of what was produced for it. One thread produces, one asks
 * and judges, the latter only while the former rests.
 */
abstract class Workload {
    private static final int PARTITIONS = 4;
    private static final int TASKS = 2;

    private final String name;
    private final Promise promise;
    private String durability = "commit";

    Workload(String name, Promise promise) {
        this.name = name;
        this.promise = promise;
    }

    /** Makes its commits not wait for the disk; before it runs. */
    final void defer() {
        durability = "deferred";
    }

    /** Of the connector, the topic and the table. */
    final String name() {
        return name;
    }

    final Promise promise() {
        return promise;
    }

    int partitions() {
        return PARTITIONS;
    }

    int tasks() {
        return TASKS;
    }

    /** Makes what it needs besides its topic and its table. */
    void prepare(Topics topics) {
        // Most need nothing more.
    }

    abstract String createTable();

    /** Sends so many records more. */
    abstract void produce(Ink ink, Random random, int records);

    /** Where two owners may have set keys back, sends something for every one, so that the table is right again. */
    abstract void produceEverythingAnew(Ink ink);

    /** The records that were sent so far. */
    abstract long produced();

    /** The rows of all records so far may be gone by no fault of the sink's. Any thread. */
    abstract void forgiveSoFar();

    abstract Verdict judge(Connection connection) throws SQLException;

    /** The settings of its connector, but for where the database is. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connector.class", "io.millrace.PostgresSinkConnector");
        settings.put("tasks.max", Integer.toString(tasks()));
        settings.put("topics", name);
        settings.put("table.name.format", "public.${topic}");
        settings.put("lanes", "2");
        if (promise == Promise.EXACTLY_ONCE) {
            settings.put("delivery.guarantee", "exactly_once");
        }
        settings.put("durability", durability);
        settings.put("retry.backoff.max.ms", "1000");
        // A server that stands still is given up after 8 s, a statement that waits for a lock after 2.
        settings.put("connection.socketTimeout", "8");
        settings.put("consumer.override.session.timeout.ms", "6000");
        settings.put("consumer.override.heartbeat.interval.ms", "1500");
        settings.put("consumer.override.max.poll.records", "2000");
        return settings;
    }
}
