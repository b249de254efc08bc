package io.millrace.faults;

import java.time.Duration;

/** Something that goes wrong once: it is struck, and after a while healed. The thread that strikes. */
interface Fault {
    Duration A_WHILE = Duration.ofMillis(1_500);

    void strike(Scene scene, Moment moment) throws Exception;

    void heal(Scene scene) throws Exception;

    default Duration length(Form form) {
        return A_WHILE;
    }

    /** Whether it struck something in flight; one that did not proves nothing, and is drawn again. */
    boolean showsIn(Trace trace);

    default Toll toll() {
        return Toll.NOTHING;
    }
}
