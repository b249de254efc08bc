package io.millrace.faults;

import java.util.Random;

/** {@code kill -9} of a worker; a new one comes a little later. */
final class WorkerKilled implements Fault {
    @Override
    public void strike(Scene scene, Random random) {
        Crew crew = scene.site().crew();
        crew.kill9(crew.any(random));
    }

    @Override
    public void heal(Scene scene) {
        scene.site().crew().hire();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
