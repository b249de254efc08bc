package io.millrace.bench;

/**
 * Readings of the clocks, or what lies between two of them. Immutable.
 *
 * @param threadNanos processor time of the thread that asks
 * @param clientNanos processor time of this JVM, collector and compiler included
 * @param serverNanos processor time of all of PostgreSQL's processes
 * @param walBytes that the server wrote
 */
record Cost(long nanos, long threadNanos, long clientNanos, long serverNanos, long walBytes) {
    Cost at(long later) {
        return new Cost(later, threadNanos, clientNanos, serverNanos, walBytes);
    }

    Cost since(Cost start) {
        return new Cost(
                nanos - start.nanos,
                threadNanos - start.threadNanos,
                clientNanos - start.clientNanos,
                serverNanos - start.serverNanos,
                walBytes - start.walBytes);
    }
}
