package io.millrace.faults;

/** {@code kill -9} of a worker; a new one comes a little later. */
final class WorkerKilled implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) {
        Crew crew = scene.site().crew();
        crew.kill9(moment.victim(crew));
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
