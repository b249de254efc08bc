package io.millrace.faults;

/** {@code pg_terminate_backend} of every session, as an administrator does before maintenance. */
final class SessionsTerminated implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        scene.site()
                .postgres()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + Site.ROLE + "'");
    }

    @Override
    public void heal(Scene scene) {
        // Sessions may be begun anew at once.
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}
