package io.millrace.faults;

import io.millrace.testing.ConnectWorker;
import java.time.Duration;

/**
 * SIGSTOP of a worker beyond its sessions' time-outs: others own its partitions when it wakes and goes on, a zombie
 * with open connections and batches in its lanes.
 */
final class WorkerFrozen implements Fault {
    /** Longer than the session time-outs, which are 6 s. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    private static final Duration LONG = Duration.ofSeconds(20);

    private ConnectWorker frozen;

    @Override
    public void strike(Scene scene, Moment moment) {
        Crew crew = scene.site().crew();
        frozen = moment.victim(crew);
        crew.freeze(frozen);
    }

    @Override
    public void heal(Scene scene) {
        new Operator(scene).awaitTasksElsewhere(frozen.rest().base().getAuthority());
        scene.site().crew().thaw(frozen);
    }

    @Override
    public Duration length(Form form) {
        return form == Form.SHORT ? SHORT : LONG;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }

    @Override
    public Toll toll() {
        return Toll.ORDER;
    }
}
