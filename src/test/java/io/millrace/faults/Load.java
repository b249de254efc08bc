package io.millrace.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Bursts of records for all workloads, from its start until it is stopped. A thread of its own. */
final class Load {
    private static final int LARGEST_BURST = 1_000;
    private static final long BETWEEN_MILLIS = 150;
    private static final long END_MILLIS = 330_000;

    private final List<Workload> workloads;
    private final Ink ink;
    private final Random random;
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean stopped;
    private volatile RuntimeException failure;

    private Load(List<Workload> workloads, Ink ink, Random random) {
        this.workloads = workloads;
        this.ink = ink;
        this.random = random;
    }

    static Load start(List<Workload> workloads, Ink ink, Random random) {
        Load load = new Load(workloads, ink, random);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    private void run() {
        try {
            while (!stopped) {
                for (Workload workload : workloads) {
                    workload.produce(ink, random, 1 + random.nextInt(LARGEST_BURST));
                }
                TimeUnit.MILLISECONDS.sleep(random.nextLong(BETWEEN_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Ends the bursts; afterwards all that was produced is in the topics. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join(END_MILLIS);
        if (failure != null || thread.isAlive()) {
            throw new IllegalStateException("the producer did not end well", failure);
        }
        ink.flush();
    }
}
