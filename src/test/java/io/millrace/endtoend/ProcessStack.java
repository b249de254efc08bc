package io.millrace.endtoend;

import io.millrace.testing.ConnectCluster;
import io.millrace.testing.ConnectWorker;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.WorkerRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A group of workers and a database of a test class's own, beside the broker that all of them share. Any thread. */
final class ProcessStack implements Stack {
    private final ConnectCluster cluster;
    private final TestDatabase database;
    private final List<ConnectWorker> workers = new CopyOnWriteArrayList<>();

    private ProcessStack(ConnectCluster cluster, TestDatabase database) {
        this.cluster = cluster;
        this.database = database;
    }

    static ProcessStack beside(KafkaServer broker, KafkaJars jars) throws SQLException {
        ConnectCluster cluster = ConnectCluster.beside(broker, jars, Target.fresh("connect-" + jars.version()));
        ProcessStack stack = new ProcessStack(cluster, TestDatabase.fresh());
        stack.addWorker();
        return stack;
    }

    ConnectWorker addWorker() {
        ConnectWorker worker = cluster.addWorker();
        workers.add(worker);
        return worker;
    }

    ConnectWorker firstWorker() {
        return workers.get(0);
    }

    ConnectWorker lastWorker() {
        return workers.get(workers.size() - 1);
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public WorkerRest rest() {
        return cluster.rest();
    }

    @Override
    public Map<String, String> connectionSettings() {
        return Map.of("connection.url", database.jdbcUrl(), "connection.user", database.user());
    }

    @Override
    public Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    public String logs() {
        StringBuilder logs = new StringBuilder();
        workers.forEach(worker -> logs.append(worker.tail()));
        return logs.toString();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
