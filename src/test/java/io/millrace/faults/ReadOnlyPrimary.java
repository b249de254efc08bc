package io.millrace.faults;

/** The server takes no writes for a while, as one that was demoted (SQLSTATE 25006). */
final class ReadOnlyPrimary implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        scene.site()
                .postgres()
                .execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    }

    @Override
    public void heal(Scene scene) throws Exception {
        scene.site().postgres().execute("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()");
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.setbacks().areAny();
    }
}
