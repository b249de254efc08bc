package io.millrace.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks after the connectors of a scene as a patient operator does. The thread that strikes. */
final class Operator {
    /** A transaction that a held worker left open is ended by the server after a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final long GLANCE_MILLIS = 200;

    private final Scene scene;
    private final Duration patience;
    private int restarts;

    Operator(Scene scene) {
        this(scene, PATIENCE);
    }

    Operator(Scene scene, Duration patience) {
        this.scene = scene;
        this.patience = patience;
    }

    /**
     * Waits until all that was produced is committed, and all tasks run. A task that has failed is restarted where the
     * fault is one that asks for an operator; else it is a defect. Gives how often that was.
     */
    int awaitDrained(Toll toll) throws InterruptedException {
        int before = restarts;
        long deadline = System.nanoTime() + patience.toNanos();
        for (Workload workload : scene.workloads()) {
            while (!isDrained(workload, toll)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(workload.name() + " does not drain" + evidence(workload));
                }
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            }
        }
        return restarts - before;
    }

    /** What a failed task had is written by the others of its connector, so no lag does not say that all tasks run. */
    private boolean isDrained(Workload workload, Toll toll) {
        try {
            boolean isEmpty = scene.site().topics().lag(workload.name(), List.of(workload.name())) == 0;
            return lookAfter(workload, toll) && isEmpty;
        } catch (IOException | IllegalStateException e) {
            // A worker or the broker that comes back needs a while to answer.
            return false;
        }
    }

    /** Says whether all tasks run. */
    private boolean lookAfter(Workload workload, Toll toll) throws IOException {
        JsonNode tasks = scene.site().rest().status(workload.name()).path("tasks");
        List<String> states = tasks.findValuesAsText("state");
        if (states.contains("FAILED")) {
            if (!toll.asksForAnOperator()) {
                throw new AssertionError("a task failed of what passes by itself" + evidence(workload));
            }
            scene.site().rest().restartFailed(workload.name());
            restarts++;
        }
        return states.size() == workload.tasks() && states.stream().allMatch("RUNNING"::equals);
    }

    /** Waits until every connector has all of its tasks, none of them on a worker of this address. */
    void awaitTasksElsewhere(String address) {
        Await.until("no task is on " + address, patience, () -> {
            for (Workload workload : scene.workloads()) {
                JsonNode tasks = scene.site().rest().status(workload.name()).path("tasks");
                List<String> workers = tasks.findValuesAsText("worker_id");
                if (workers.size() < workload.tasks() || workers.contains(address)) {
                    return false;
                }
            }
            return true;
        });
    }

    private String evidence(Workload workload) {
        try {
            JsonNode status = scene.site().rest().status(workload.name());
            return "\n" + status.toPrettyString() + "\n" + String.join("\n", status.findValuesAsText("trace"))
                    + scene.site().crew().logs();
        } catch (IOException e) {
            return "\n" + e;
        }
    }
}
