package io.millrace.faults;

/** A worker is stopped under load as an operator stops it; a new one comes a little later. */
final class WorkerStopped implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) {
        Crew crew = scene.site().crew();
        crew.dismiss(moment.victim(crew));
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
