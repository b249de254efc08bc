package io.millrace.faults;

import java.time.Duration;

/** SIGSTOP of the whole server: connections stay up and nothing answers, until the sockets' time-out and beyond. */
final class ServerFrozen implements Fault {
    /** Longer than the connectors' socket time-out of 8 s. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofSeconds(30);

    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().postgres().freeze();
    }

    @Override
    public void heal(Scene scene) {
        scene.site().postgres().thaw();
    }

    @Override
    public Duration length(Form form) {
        return form == Form.SHORT ? SHORT : LONG;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}
