package io.millrace.faults;

/**
 * A table is dropped under load, and made again. The rows that were in it are gone, and so may those be that were on
 * their way; what is produced from then on must be there.
 */
final class TableRecreated implements Fault {
    private Workload struck;

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        struck = moment.victim(scene.workloads());
        scene.site().postgres().execute("DROP TABLE " + struck.name());
    }

    @Override
    public void heal(Scene scene) throws Exception {
        scene.createTable(struck);
        struck.forgiveSoFar();
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }

    @Override
    public Toll toll() {
        return Toll.ROWS_BEFORE;
    }
}
