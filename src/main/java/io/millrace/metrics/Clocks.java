package io.millrace.metrics;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of day for what people read, and a clock that never steps for what is measured. Used by any thread. */
record Clocks(InstantSource wall, LongSupplier nanos) {
    static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }
}
