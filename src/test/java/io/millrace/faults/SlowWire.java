package io.millrace.faults;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Every piece takes long, some of them very long. */
final class SlowWire implements Fault {
    private static final Duration LENGTH = Duration.ofSeconds(4);
    private static final int LONGEST_MILLIS = 120;

    @Override
    public void strike(Scene scene, Moment moment) {
        scene.site().wire().suffer((direction, messages) -> {
            delay(moment.random());
            return Passage.WHOLE;
        });
    }

    private static void delay(Random random) {
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1 + random.nextInt(LONGEST_MILLIS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void heal(Scene scene) {
        scene.site().wire().mend();
    }

    @Override
    public Duration length(Form form) {
        return LENGTH;
    }

    @Override
    public boolean showsIn(Trace trace) {
        return trace.inFlight() > 0;
    }
}
