package io.millrace.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wanted of the task level, held against what was measured; what was not measured is left out. Immutable. */
final class TaskGoals {
    private static final double MOST_CLIENT_SECONDS = 1.0;
    private static final double MOST_CLIENT_SECONDS_OF_TEN = 2.0;
    private static final double MOST_ALLOCATED_BYTES = 100;
    private static final double LEAST_OF_TWO_LANES = 1.6;

    /** Against the floor with one lane, and against the peer at its best with default lanes. */
    private record Wanted(String workload, double ofFloor, double ofPeer) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted(Workloads.INSERT_5, 0.80, 8),
            new Wanted(Workloads.INSERT_10, 0.85, 5),
            new Wanted(Workloads.INSERT_30, 0.85, 5),
            new Wanted(Workloads.NEW_5, 0.85, 3.5),
            new Wanted(Workloads.EXISTING_5, 0.90, 4),
            new Wanted(Workloads.EXISTING_10, 0.90, 3),
            new Wanted(Workloads.HOT_5, 0.85, 5),
            new Wanted(Workloads.DELETES_5, 0.80, 8));

    private final Map<String, TaskResult> results;

    TaskGoals(List<TaskResult> results) {
        this.results =
                results.stream().collect(Collectors.toMap(it -> it.workload().name(), Function.identity()));
    }

    List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        for (Wanted wanted : WANTED) {
            TaskResult result = results.get(wanted.workload());
            if (result != null) {
                String title = result.workload().title();
                goals.add(Goal.atLeast(title + ": 1 lane / floor", "", wanted.ofFloor(), result.ofFloor()));
                goals.add(Goal.atLeast(title + ": default lanes / peer", "×", wanted.ofPeer(), result.ofPeer()));
            }
        }
        if (results.containsKey(Workloads.EXISTING_5)) {
            TaskResult existing = results.get(Workloads.EXISTING_5);
            String title = existing.workload().title() + ", one partition: 2 lanes / 1 lane";
            goals.add(Goal.atLeast(title, "×", LEAST_OF_TWO_LANES, existing.ofOneLane()));
        }
        Figure client = result -> OptionalDouble.of(result.clientSeconds());
        addWorst(goals, Shape.FIVE, "client CPU", " s/M rows", MOST_CLIENT_SECONDS, client);
        addWorst(goals, Shape.TEN, "client CPU", " s/M rows", MOST_CLIENT_SECONDS_OF_TEN, client);
        addWorst(goals, Shape.FIVE, "allocated", " B/row", MOST_ALLOCATED_BYTES, TaskResult::allocatedBytes);
        addWorst(goals, Shape.TEN, "allocated", " B/row", MOST_ALLOCATED_BYTES, TaskResult::allocatedBytes);
        return goals;
    }

    /** What is not there was not measured of this workload. */
    private interface Figure {
        OptionalDouble of(TaskResult result);
    }

    /** Of the workloads with this shape that goals speak of, the one with most of it. */
    private void addWorst(List<Goal> goals, Shape shape, String what, String unit, double most, Figure figure) {
        WANTED.stream()
                .map(wanted -> results.get(wanted.workload()))
                .filter(it -> it != null
                        && it.workload().shape() == shape
                        && figure.of(it).isPresent())
                .max(Comparator.comparingDouble(it -> figure.of(it).getAsDouble()))
                .ifPresent(worst -> {
                    String title = what + ", " + shape.title() + ", at most ("
                            + worst.workload().arrival().title() + ")";
                    goals.add(Goal.atMost(title, unit, most, figure.of(worst).getAsDouble()));
                });
    }
}
