package io.millrace.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what many schedules showed. Confined to the thread that strikes. */
final class Tally {
    private final Map<Kind, Integer> struck = new EnumMap<>(Kind.class);
    private final List<String> failures = new ArrayList<>();
    private int schedules;
    private int missed;
    private long rewritten;
    private long produced;
    private long rows;
    private long lost;
    private long stale;
    private long wrong;
    private long forbiddenDuplicates;

    void count(Schedule schedule, Account account) {
        if (account.struck()) {
            struck.merge(account.stroke().kind(), 1, Integer::sum);
        } else {
            missed++;
        }
        rewritten += account.trace().setbacks().rewritten();
        for (Verdict verdict : account.verdicts()) {
            rows += verdict.rows();
            lost += verdict.lost();
            stale += verdict.stale();
            wrong += verdict.wrong();
            forbiddenDuplicates += verdict.forbiddenDuplicates();
        }
        if (!account.keepsItsPromises()) {
            failures.add("seed " + schedule.seed() + ", " + account);
        }
    }

    /** A schedule that ended amid a stroke: a task failed, or did not come back. */
    void broke(Schedule schedule, Stroke stroke, Throwable thrown) {
        String what = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        failures.add("seed " + schedule.seed() + ", " + stroke.kind().words() + ": " + what);
    }

    void ended(Scene scene) {
        schedules++;
        scene.workloads().forEach(workload -> produced += workload.produced());
    }

    boolean isClean() {
        return failures.isEmpty();
    }

    /** The page's table, in Markdown. */
    String describe() {
        StringBuilder page = new StringBuilder();
        line(page, "schedules run", schedules);
        line(
                page,
                "faults that struck in flight",
                struck.values().stream().mapToInt(Integer::intValue).sum());
        line(page, "faults that struck nothing, and prove nothing", missed);
        line(page, "batches written again, their commits lost before they were flushed", rewritten);
        line(page, "records produced", produced);
        line(page, "rows checked, after every fault all there were", rows);
        line(page, "records lost", lost);
        line(page, "keys with another value than their last", stale);
        line(page, "rows that nobody produced", wrong);
        line(page, "duplicates where none may be", forbiddenDuplicates);
        page.insert(0, "| | |\n|---|---:|\n").append("\n| fault | struck |\n|---|---:|\n");
        struck.forEach((kind, times) -> line(page, kind.words(), times));
        page.append("\nFailures: ").append(failures.isEmpty() ? "none.\n" : "\n");
        failures.forEach(failure -> page.append("- ").append(failure).append('\n'));
        return page.toString();
    }

    private static void line(StringBuilder page, String what, long count) {
        page.append("| %s | %,d |%n".formatted(what, count));
    }
}
