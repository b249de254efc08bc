package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often, how long and with what pauses a transient failure is tried again; for ever where nothing is said.
 *
 * @param foreignKeys how long a row waits for the rows that its foreign keys ask for; zero for not at all
 */
public record RetrySettings(
        Duration backoff,
        Duration maxBackoff,
        Optional<Duration> timeout,
        OptionalInt maxRetries,
        Duration foreignKeys) {}
