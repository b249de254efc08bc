package io.millrace.config;

import java.util.concurrent.TimeUnit;

/** What a number that becomes a time counts. */
enum TimestampUnit {
    SECONDS,
    MILLISECONDS,
    MICROSECONDS,
    NANOSECONDS;

    TimeUnit unit() {
        return TimeUnit.valueOf(name());
    }
}
