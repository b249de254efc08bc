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

    Operator(Scene scene) {
        this(scene, PATIENCE);
    }

    Operator(Scene scene, Duration patience) {
        this.scene = scene;
        this.patience = patience;
    }

    /**
     * Waits until all that was produced is committed. A task that has failed is restarted where the fault is one that
     * asks for an operator; else it is a defect.
     */
    void awaitDrained(Toll toll) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String last = "";
        for (Workload workload : scene.workloads()) {
            while (!last.equals(workload.name())) {
                if (isDrained(workload, toll)) {
                    last = workload.name();
                } else if (System.nanoTime() > deadline) {
                    throw new AssertionError(workload.name() + " does not drain" + evidence(workload));
                } else {
                    TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
                }
            }
        }
    }

    private boolean isDrained(Workload workload, Toll toll) {
        try {
            lookAfter(workload, toll);
            return scene.site().topics().lag(workload.name(), List.of(workload.name())) == 0;
        } catch (IOException | IllegalStateException e) {
            // A worker or the broker that comes back needs a while to answer.
            return false;
        }
    }

    private void lookAfter(Workload workload, Toll toll) throws IOException {
        JsonNode status = scene.site().rest().status(workload.name());
        if (status.findValuesAsText("state").contains("FAILED")) {
            if (!toll.asksForAnOperator()) {
                throw new AssertionError("a task failed of what passes by itself" + evidence(workload));
            }
            scene.site().rest().restartFailed(workload.name());
        }
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
