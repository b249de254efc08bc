package io.millrace;

/** What is kept of batches that were not written: why the task must end, which tables changed,
 * and which records are to be reported. Confined to the task thread. */
record Setbacks(Failure failure, Outdated outdated, Reports reports) {}
