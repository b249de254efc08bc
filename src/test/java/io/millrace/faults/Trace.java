package io.millrace.faults;

/**
 * What was seen of a fault in the tasks it struck. Immutable.
 *
 * @param inFlight rows on their way at the moment when it struck
 * @param retries that were counted since
 * @param resourceRetries of these, those for want of connections or disk
 * @param restarts of failed tasks by the operator
 */
record Trace(long inFlight, long retries, long resourceRetries, int restarts) {}
