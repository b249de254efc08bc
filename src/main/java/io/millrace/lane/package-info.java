/**
 * The step that hands over: batches go from the task thread to lanes, each a thread with a connection that writes,
 * retries and reports back. Every type says whose thread it lives on; what both touch is guarded by HandOver's lock.
 * Imports write, ack, config and metrics.
 */
package io.millrace.lane;
