package io.millrace.quickstart;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a person sees: plain lines that read well on any terminal and in a log. Two threads at most, one after the other. */
final class Screen {
    private static final int HEADING_EVERY = 20;
    private static final String PROGRESS = "  %7s  %13s  %13s  %10s  %9s  %9s  %8s%n";

    private final PrintStream out = System.out;
    private final long started = System.nanoTime();
    private int progressLines;
    private boolean wasReachable = true;
    private volatile boolean over;

    void title(Path home) {
        out.printf("%nMillrace quickstart: Kafka -> PostgreSQL, everything in processes of its own%n%n");
        out.printf("  %-11s %s%n", "Logs", home.resolve("*.log"));
    }

    void ready(String what, String version, String where) {
        out.printf(Locale.ROOT, "  %-11s %-8s %-60s %5.1f s%n", what, version, where, seconds(sinceStart()));
    }

    void invitation(Servers servers, Glance first, List<String> outage) {
        String jdbc = servers.database().jdbcUrl();
        String psql = jdbc.replace(
                "jdbc:postgresql://", "postgresql://" + servers.database().user() + "@");
        out.printf(Locale.ROOT, "%nThe first %,d rows are durable. Look for yourself:%n%n", first.rows());
        out.printf("  psql        psql %s -c 'SELECT * FROM %s LIMIT 5'%n", psql, EventTable.NAME);
        out.printf("  JDBC        %s?user=%s%n", jdbc, servers.database().user());
        out.printf(
                "  worker      %sconnectors/%s/status%n",
                servers.worker().rest().base(), Servers.CONNECTOR);
        out.printf("  JMX         %s%n", servers.worker().jmxUrl());
        out.printf("  an outage   %s%n", outage.get(0));
        out.printf("  its end     %s%n", outage.get(1));
        out.printf("  the end     Ctrl-C%n%n");
    }

    /** A word when the database goes, and when it is back. */
    void reachable(boolean isReachable) {
        if (isReachable != wasReachable && !over) {
            out.printf(isReachable ? "  PostgreSQL is back.%n" : "  PostgreSQL is down. The connector waits for it.%n");
        }
        wasReachable = isReachable;
    }

    void progress(Glance now) {
        if (over) {
            return;
        }
        if (progressLines++ % HEADING_EVERY == 0) {
            out.printf(PROGRESS, "time", "produced", "durable", "per second", "lag", "rows", "p99");
        }
        out.printf(
                PROGRESS,
                time(now.elapsed()),
                grouped(now.produced()),
                grouped(now.durable()),
                grouped(Math.round(now.durablePerSecond())),
                grouped(now.lag()),
                grouped(now.rows()),
                Double.isNaN(now.p99Millis()) ? "-" : Math.round(now.p99Millis()) + " ms");
    }

    void summary(Glance now) {
        double rate = now.durable() / Math.max(1e-3, seconds(now.elapsed()));
        StringBuilder lines = new StringBuilder();
        lines.append(String.format(
                Locale.ROOT,
                "%nSummary: %,d records produced, %,d durable in %.1f s (%,.0f a second), lag %,d, %,d rows in %s%n%n",
                now.produced(),
                now.durable(),
                seconds(now.elapsed()),
                rate,
                now.lag(),
                now.rows(),
                EventTable.NAME));
        now.sample().forEach(line -> lines.append("  ").append(line).append(System.lineSeparator()));
        // At once, for while the JVM is ending others write to the terminal too.
        out.println(lines);
    }

    void verdict(long differences) {
        if (differences > 0) {
            throw new AssertionError(differences + " devices have a row that is not their last event");
        }
        out.printf("  Checked: each device's row is the last event produced for it.%n%n");
    }

    /** From the shutdown hook: the servers are going, so only what was seen before is told. */
    void interrupted(Glance latest) {
        over = true;
        summary(latest);
    }

    /** Whether the summary was told because the JVM is ending. */
    boolean isOver() {
        return over;
    }

    void failed(Throwable reason, Path home) {
        out.printf("%nThe quickstart failed: %s%n", reason.getMessage());
        out.printf("%nThe logs are in %s%n%n", home);
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(Duration elapsed) {
        return String.format("%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
