package io.millrace;

/** What is kept of batches that were not written: why the task must end, and which tables changed. Confined to the task thread. */
record Setbacks(Failure failure, Outdated outdated) {}
