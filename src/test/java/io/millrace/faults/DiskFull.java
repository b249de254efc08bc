package io.millrace.faults;

import java.time.Duration;

/** No byte more fits on the disk that holds the tables (SQLSTATE 53100). */
final class DiskFull implements Fault {
    private static final Duration UNTIL_TABLES_GROW = Duration.ofSeconds(3);

    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().disk().fill();
    }

    @Override
    public void heal(Scene scene) throws Exception {
        scene.site().disk().empty();
    }

    @Override
    public Duration length(Form form) {
        return UNTIL_TABLES_GROW;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().resourceRetries() > 0;
    }
}
