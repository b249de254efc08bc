package io.millrace.bench;

import java.util.List;

/** The table of goals, which is what the benchmark is for. Stateless. */
final class GoalTable {
    private GoalTable() {}

    /** What was asked for by name may have no goal. */
    static void add(List<Goal> goals, Report report) {
        if (goals.isEmpty()) {
            return;
        }
        report.heading("Goals");
        report.header(List.of("goal", "wanted", "measured", "met"));
        for (Goal goal : goals) {
            report.row(List.of(goal.title(), goal.wantedText(), goal.measuredText(), goal.isMet() ? "yes" : "**no**"));
        }
        long met = goals.stream().filter(Goal::isMet).count();
        report.line("");
        report.line(met + " of " + goals.size() + " goals are met.");
    }
}
