package io.millrace.faults;

/** {@code kill -9} of the postmaster: nothing is written back, and the server comes up through recovery. */
final class PostmasterKilled implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().postgres().kill9();
    }

    @Override
    public void heal(Scene scene) {
        scene.site().postgres().startAgain();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}
