package io.millrace.lane;

import io.millrace.metrics.TaskMetrics;
import java.util.function.LongSupplier;

/** What every lane of a task is given. */
public record LaneSurroundings(String taskName, TaskMetrics metrics, LongSupplier nanoTime) {}
