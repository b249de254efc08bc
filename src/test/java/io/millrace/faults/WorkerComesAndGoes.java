package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.time.Duration;

/** One worker more joins and takes tasks over, and leaves again. */
final class WorkerComesAndGoes implements Fault {
    private static final Duration UNTIL_IT_HAS_TASKS = Duration.ofSeconds(3);

    private ConnectWorker guest;

    @Override
    public void strike(Scene scene, Moment moment) {
        guest = scene.site().crew().hire();
    }

    @Override
    public void heal(Scene scene) {
        scene.site().crew().dismiss(guest);
    }

    @Override
    public Duration length(Form form) {
        return UNTIL_IT_HAS_TASKS;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
