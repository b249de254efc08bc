package io.millrace.quickstart;

import io.millrace.testing.Target;
import java.nio.file.Path;
import java.time.Duration;

/** The command: servers, a connector, a stream of events, and what becomes of them. Runs on the caller's thread. */
public final class Quickstart {
    private static final long SECOND_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Screen screen = new Screen();
    private final long wanted;
    private final int perSecond;

    private Quickstart(long wanted, int perSecond) {
        this.wanted = wanted;
        this.perSecond = perSecond;
    }

    /** Arguments: how many records to produce, 0 for a stream without end, and how many of them a second. */
    public static void main(String[] arguments) throws Exception {
        new Quickstart(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1])).run();
    }

    private void run() throws Exception {
        Path home = Target.emptied("quickstart");
        screen.title(home);
        try (Servers servers = Servers.start(home, screen)) {
            EventTable table = new EventTable(servers.database());
            servers.createConnector(screen);
            try (EventStream events = new EventStream(servers.bootstrapServers(), wanted, perSecond);
                    TaskFigures figures = new TaskFigures(servers.worker().jmxUrl())) {
                watch(new Watch(servers, table, events, figures), home);
            }
        } catch (Exception | AssertionError e) {
            if (!screen.isOver()) {
                screen.failed(e, home);
                throw e;
            }
            // Ctrl-C: the servers are going while we ask them, and the summary is told.
        }
    }

    private void watch(Watch watch, Path home) throws Exception {
        Thread interrupted = new Thread(() -> screen.interrupted(watch.latest()), "quickstart-summary");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Glance first = watch.awaitFirstRows(PATIENCE);
        Path log = home.resolve("postgres.log");
        screen.invitation(watch.servers(), first, watch.servers().database().outage(log));
        long lastProgress = System.nanoTime();
        Glance now = first;
        while (!isDone(now)) {
            Thread.sleep(SECOND_MILLIS);
            Glance next = watch.look();
            screen.reachable(next.isReachable());
            screen.progress(next);
            boolean isProgress = next.durable() > now.durable() || !next.isReachable();
            lastProgress = isProgress ? System.nanoTime() : lastProgress;
            giveUpWhenStuck(lastProgress);
            now = next;
        }
        screen.summary(now);
        screen.verdict(watch.differences());
        Runtime.getRuntime().removeShutdownHook(interrupted);
    }

    private boolean isDone(Glance now) {
        return wanted > 0 && now.produced() >= wanted && now.lag() == 0;
    }

    private static void giveUpWhenStuck(long lastProgress) {
        if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
            throw new AssertionError("nothing became durable for " + PATIENCE.toSeconds() + " s");
        }
    }
}
