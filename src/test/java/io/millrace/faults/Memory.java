package io.millrace.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What a worker must bear with a heap of 512 MB: the backlog of an outage, and one lane that is held up while wide
 * records come from many partitions. A worker that runs out of memory ends at once, and with it the test. The calling
 * thread.
 */
final class Memory {
    private static final int BURST = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration WHILE_BLOCKED_SHORT = Duration.ofSeconds(8);
    private static final Duration WHILE_BLOCKED_LONG = Duration.ofSeconds(60);

    private Memory() {}

    static String tell(Form form) throws Exception {
        return "%nMemory, with a worker's heap of 512 MB:%n%n- %s%n- %s%n".formatted(backlog(form), blockedLane(form));
    }

    /** Records pile up in the topic while the database is stopped. */
    static String backlog(Form form) throws Exception {
        int records = form == Form.SHORT ? 300_000 : 5_000_000;
        try (Site site = Site.withWorkers(1);
                Scene scene = Scene.on(site, List.of(InsertWorkload.atLeastOnce("backlog")))) {
            onLargeDisk(scene);
            site.postgres().stopImmediately();
            produce(scene, records);
            site.postgres().startAgain();
            String seconds = drainAndJudge(scene);
            return "%,d records of backlog while the database was stopped: drained in %s, nothing lost"
                    .formatted(records, seconds);
        }
    }

    /** Somebody holds a lock on the row of the first key, and its lane waits with all that follows in it. */
    static String blockedLane(Form form) throws Exception {
        int records = form == Form.SHORT ? 8_000 : 100_000;
        Duration blocked = form == Form.SHORT ? WHILE_BLOCKED_SHORT : WHILE_BLOCKED_LONG;
        try (Site site = Site.withWorkers(1);
                Scene scene = Scene.on(site, List.of(new WideWorkload("blocked")))) {
            onLargeDisk(scene);
            try (Connection holder = holdFirstRow(scene)) {
                produce(scene, records);
                TimeUnit.MILLISECONDS.sleep(blocked.toMillis());
                holder.rollback();
            }
            String seconds = drainAndJudge(scene);
            return "%,d records of 20 kB in 200 partitions, one lane blocked for %d s, dead letter queue on: drained in %s, nothing lost"
                    .formatted(records, blocked.toSeconds(), seconds);
        }
    }

    private static void onLargeDisk(Scene scene) throws Exception {
        String table = scene.workloads().get(0).name();
        scene.site().postgres().execute("ALTER TABLE " + table + " SET TABLESPACE pg_default");
    }

    private static Connection holdFirstRow(Scene scene) throws Exception {
        String table = scene.workloads().get(0).name();
        scene.site().postgres().execute("INSERT INTO " + table + " VALUES (0, 'held')");
        Connection holder = scene.site().connect();
        holder.setAutoCommit(false);
        try (Statement lock = holder.createStatement()) {
            lock.execute("SELECT FROM " + table + " WHERE id = 0 FOR UPDATE");
        }
        return holder;
    }

    private static void produce(Scene scene, int records) {
        Random random = new Random(1);
        for (int sent = 0; sent < records; sent += BURST) {
            scene.workloads().get(0).produce(scene.ink(), random, Math.min(BURST, records - sent));
        }
        scene.ink().flush();
    }

    private static String drainAndJudge(Scene scene) throws Exception {
        long began = System.nanoTime();
        new Operator(scene, PATIENCE).awaitDrained(Toll.NOTHING);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        Verdict verdict = scene.judge().get(0);
        boolean alive = scene.site().crew().atWork().get(0).isAlive();
        if (!verdict.keepsItsPromise() || !alive) {
            throw new AssertionError("the worker is " + (alive ? "alive" : "gone") + "; " + verdict);
        }
        return seconds + " s";
    }
}
