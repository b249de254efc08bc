/**
 * Tells what a task does: counters, gauges and latencies of one sink task as an MXBean. Written by the task's thread
 * and its lanes' threads without a lock, read by whichever thread asks JMX. Imports nothing of ours; JMX and
 * HdrHistogram are used here and nowhere else.
 */
package io.millrace.metrics;
