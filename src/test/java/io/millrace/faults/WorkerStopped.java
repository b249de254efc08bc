package io.millrace.faults;

import java.util.Random;

/** A worker is stopped under load as an operator stops it; a new one comes a little later. */
final class WorkerStopped implements Fault {
    @Override
    public void strike(Scene scene, Random random) {
        Crew crew = scene.site().crew();
        crew.dismiss(crew.any(random));
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
