package io.millrace.faults;

/** {@code pg_ctl stop -m immediate}: every backend quits amid its work, and the server comes up through recovery. */
final class ImmediateStop implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().postgres().stopImmediately();
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
