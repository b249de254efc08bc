package io.millrace.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Draws schedules for as long as it is told, and tells what came of them in src/docs/reliability.md. A seed given with
 * {@code -Dseed} repeats its one schedule instead, and writes no page.
 */
public final class LongForm {
    private static final int WORKERS = 2;
    private static final int MOST_STROKES = 5;
    /** Then the site is built anew, so that tables, logs and topics of old schedules do not pile up. */
    private static final int SCHEDULES_OF_A_SITE = 8;

    private final Tally tally = new Tally();
    private final Random seeds = new Random();
    private final Instant end;
    private int tag;

    private LongForm(Duration length) {
        this.end = Instant.now().plus(length);
    }

    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofMinutes(Long.parseLong(arguments[0]));
        String seed = arguments.length > 1 ? arguments[1] : "";
        LongForm form = new LongForm(length);
        if (seed.isEmpty()) {
            form.run();
            ReliabilityPage.write(form.result(length) + Memory.tell(Form.LONG));
        } else {
            form.repeat(Long.parseLong(seed));
        }
        System.out.println(form.tally.describe());
        System.exit(form.tally.isClean() ? 0 : 1);
    }

    private void run() throws Exception {
        while (Instant.now().isBefore(end)) {
            try (Site site = Site.withWorkers(WORKERS)) {
                boolean sound = true;
                for (int run = 0;
                        sound && run < SCHEDULES_OF_A_SITE && Instant.now().isBefore(end);
                        run++) {
                    sound = run(site, seeds.nextLong());
                }
            }
        }
    }

    private void repeat(long seed) throws Exception {
        try (Site site = Site.withWorkers(WORKERS)) {
            run(site, seed);
        }
    }

    /** Runs one schedule; says whether the site may serve for another. */
    private boolean run(Site site, long seed) throws Exception {
        int strokes = 1 + new Random(seed).nextInt(MOST_STROKES);
        Schedule schedule = Schedule.drawn(Kind.possibleOn(site), strokes, seed);
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " schedule of seed " + seed);
        try (Scene scene = Scene.on(site, Workloads.all(site, "run" + tag++));
                Trial trial = new Trial(scene, Form.LONG)) {
            boolean sound = strikeAll(schedule, trial);
            tally.ended(scene);
            return sound;
        }
    }

    private boolean strikeAll(Schedule schedule, Trial trial) throws Exception {
        for (Stroke stroke : schedule.strokes()) {
            try {
                Account account = trial.strike(stroke);
                System.out.println("  " + account);
                tally.count(schedule, account);
                if (!account.keepsItsPromises()) {
                    return false;
                }
            } catch (AssertionError | IllegalStateException e) {
                System.out.println("  " + stroke + " broke: " + e.getMessage());
                tally.broke(schedule, stroke, e);
                return false;
            }
        }
        return true;
    }

    private String result(Duration length) {
        return "%s, %d minutes, PostgreSQL %s, Kafka %s:%n%n%s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
                        length.toMinutes(),
                        System.getProperty("pg.version", "18"),
                        System.getProperty("kafka.version", "4.3.1"),
                        tally.describe());
    }
}
