package io.millrace.faults;

/** Every connection ends, and new ones are refused for a while. */
final class WireRefuses implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().wire().refuse();
    }

    @Override
    public void heal(Scene scene) {
        scene.site().wire().allow();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}
