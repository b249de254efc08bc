package io.millrace.faults;

import java.util.Random;

/** An operator restarts every task over REST, twice. */
final class TasksRestarted implements Fault {
    @Override
    public void strike(Scene scene, Random random) throws Exception {
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
