package io.millrace.faults;

import io.millrace.testing.Topics;
import java.time.Duration;
import java.util.Map;

/** The dead letter queue takes nothing for a while, since it wants more replicas; then a worker is killed. */
final class LettersStuck implements Fault {
    private static final Duration UNTIL_SEVERAL_COMMITS = Duration.ofSeconds(3);
    private static final String NEEDED = "min.insync.replicas";

    private final String queue;
    private final WorkerKilled killed = new WorkerKilled();
    private Moment moment;

    LettersStuck(String queue) {
        this.queue = queue;
    }

    @Override
    public void strike(Scene scene, Moment when) {
        moment = when;
        topics(scene).change(queue, Map.of(NEEDED, "2"));
    }

    @Override
    public void heal(Scene scene) {
        killed.strike(scene, moment);
        topics(scene).change(queue, Map.of(NEEDED, "1"));
        killed.heal(scene);
    }

    private static Topics topics(Scene scene) {
        return scene.site().topics();
    }

    @Override
    public Duration length(Form form) {
        return UNTIL_SEVERAL_COMMITS;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
