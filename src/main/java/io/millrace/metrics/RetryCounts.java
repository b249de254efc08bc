package io.millrace.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Retries by what made them necessary, told from the class of the SQLSTATE. Counted by lane threads. */
final class RetryCounts {
    final LongAdder connection = new LongAdder();
    final LongAdder concurrency = new LongAdder();
    final LongAdder resource = new LongAdder();
    final LongAdder other = new LongAdder();

    /** A failure without SQLSTATE is one of the connection: the server had no chance to send one. */
    void count(String sqlState) {
        of(sqlState).increment();
    }

    long total() {
        return connection.sum() + concurrency.sum() + resource.sum() + other.sum();
    }

    private LongAdder of(String sqlState) {
        if (sqlState == null || sqlState.length() < 2) {
            return connection;
        }
        return switch (sqlState.substring(0, 2)) {
            case "08", "28", "57" -> connection;
            case "40", "55" -> concurrency;
            case "53" -> resource;
            default -> other;
        };
    }
}
