package io.millrace.faults;

import java.util.Map;

/** An operator changes the connectors' settings under load, and changes them back. */
final class ConnectorReconfigured implements Fault {
    private static final String OTHER_LANES = "3";

    @Override
    public void strike(Scene scene, Moment moment) throws Exception {
        for (Workload workload : scene.workloads()) {
            Map<String, String> settings = scene.settings(workload);
            settings.put("lanes", OTHER_LANES);
            settings.put("linger.ms", Integer.toString(1 + moment.random().nextInt(20)));
            scene.site().rest().put(workload.name(), settings);
        }
    }

    @Override
    public void heal(Scene scene) throws Exception {
        for (Workload workload : scene.workloads()) {
            scene.site().rest().put(workload.name(), scene.settings(workload));
        }
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
