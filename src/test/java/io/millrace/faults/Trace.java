package io.millrace.faults;

/**
 * What was seen of a fault in the tasks it struck. Immutable.
 *
 * @param inFlight rows on their way at the moment when it struck
 * @param setbacks that were counted since
 * @param restarts of failed tasks by the operator
 */
record Trace(long inFlight, Setbacks setbacks, int restarts) {}
