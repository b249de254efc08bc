package io.millrace.faults;

/** An operator restarts every task over REST, twice. */
final class TasksRestarted implements Fault {
    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        restart(scene);
    }

    @Override
    public void heal(Scene scene) throws Exception {
        restart(scene);
    }

    private static void restart(Scene scene) throws Exception {
        for (Workload workload : scene.workloads()) {
            scene.site().rest().restart(workload.name());
        }
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
