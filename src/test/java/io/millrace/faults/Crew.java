package io.millrace.faults;

import io.millrace.testing.ConnectCluster;
import io.millrace.testing.ConnectWorker;
import io.millrace.testing.WorkerRest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The workers that are alive and not held. The thread that strikes. */
final class Crew implements AutoCloseable {
    private final ConnectCluster cluster;
    private final List<ConnectWorker> atWork = new CopyOnWriteArrayList<>();

    Crew(ConnectCluster cluster) {
        this.cluster = cluster;
    }

    ConnectWorker hire() {
        ConnectWorker worker = cluster.addWorker();
        atWork.add(worker);
        return worker;
    }

    /** As an operator stops it. */
    void dismiss(ConnectWorker worker) {
        atWork.remove(worker);
        worker.close();
    }

    void kill9(ConnectWorker worker) {
        atWork.remove(worker);
        worker.kill9();
    }

    void freeze(ConnectWorker worker) {
        atWork.remove(worker);
        worker.freeze();
    }

    void thaw(ConnectWorker worker) {
        worker.thaw();
        atWork.add(worker);
    }

    List<ConnectWorker> atWork() {
        return List.copyOf(atWork);
    }

    WorkerRest rest() {
        return atWork.get(0).rest();
    }

    /** What the workers said last. */
    String logs() {
        StringBuilder logs = new StringBuilder();
        atWork.forEach(worker -> logs.append(worker.tail()));
        return logs.toString();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
