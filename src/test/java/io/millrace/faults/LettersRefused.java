package io.millrace.faults;

import java.util.Map;

/**
 * The dead letter queue refuses what it is sent, for its topic takes no record of that size. The task must fail with
 * nothing of it committed; when an operator has mended the topic and restarts it, every letter comes.
 */
final class LettersRefused implements Fault {
    private static final String LARGEST = "max.message.bytes";
    private static final String NOTHING = "1";
    private static final String USUAL = "1048588";

    @Override
    public void strike(Scene scene, Moment moment) {
        take(scene, NOTHING);
    }

    @Override
    public void heal(Scene scene) {
        take(scene, USUAL);
    }

    private static void take(Scene scene, String bytes) {
        for (Workload workload : scene.workloads()) {
            if (workload instanceof DeadLetterWorkload refused) {
                scene.site().topics().change(refused.queue(), Map.of(LARGEST, bytes));
            }
        }
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.restarts() > 0;
    }

    @Override
    public Toll toll() {
        return Toll.OPERATOR;
    }
}
