package io.millrace.metrics;

/**
 * What one durable flush of a lane came to. Immutable.
 *
 * @param records source records settled by it, superseded ones included
 * @param rows rows sent to the server, deletes included
 * @param bytes bytes of those rows as they were encoded
 * @param coalesced records that needed no row of their own, since a later one of the same key was in the batch
 * @param deletes how many of the rows were deletes
 * @param nanos from the beginning of the attempt that succeeded to its commit
 */
public record FlushFigures(long records, long rows, long bytes, long coalesced, long deletes, long nanos) {}
