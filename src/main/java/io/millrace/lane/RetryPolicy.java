package io.millrace.lane;

import io.millrace.config.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether and when a failed attempt is made again; does not wait itself. Lives on a lane's thread. */
final class RetryPolicy {
    /** Deadlocks and serialization failures are gone at once when one side yields, so these do not wait at first. */
    private static final int IMMEDIATE_ATTEMPTS = 3;

    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION_FAILURE = "40001";
    /** Full doubling ends here, long before a shift could overflow. */
    private static final int MOST_DOUBLINGS = 20;

    private final RetrySettings settings;
    private final RandomGenerator random;

    RetryPolicy(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The pause before the next attempt, or nothing when it is time to give up.
     *
     * @param attempt the attempts made so far, at least 1
     */
    Optional<Duration> next(int attempt, Duration sinceFirst, String sqlState) {
        boolean tooMany = settings.maxRetries().isPresent()
                && attempt > settings.maxRetries().getAsInt();
        boolean tooLong = settings.timeout().isPresent()
                && sinceFirst.compareTo(settings.timeout().get()) >= 0;
        return tooMany || tooLong ? Optional.empty() : Optional.of(pause(attempt, sqlState));
    }

    private Duration pause(int attempt, String sqlState) {
        boolean concurrent = DEADLOCK.equals(sqlState) || SERIALIZATION_FAILURE.equals(sqlState);
        if (concurrent && attempt <= IMMEDIATE_ATTEMPTS) {
            return Duration.ZERO;
        }
        long doubled = settings.backoff().toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long longest = Math.max(1, Math.min(doubled, settings.maxBackoff().toMillis()));
        // Half of it is left to chance, so that many tasks do not come back at once.
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
