package io.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final String LOST = "08006";
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void pausesDoubleUpToTheLongestWithHalfLeftToChance() {
        RetryPolicy policy = policy(Optional.empty(), OptionalInt.empty());

        for (int attempt = 1; attempt < 200; attempt++) {
            long most = (long) Math.min(LONGEST.toMillis(), 200 * Math.pow(2, attempt - 1));
            Duration pause =
                    policy.next(attempt, Duration.ofHours(attempt), LOST).orElseThrow();

            assertThat(pause).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
    }

    @Test
    void deadlocksAreTriedAgainAtOnceAFewTimes() {
        RetryPolicy policy = policy(Optional.empty(), OptionalInt.empty());

        assertThat(policy.next(1, Duration.ZERO, "40P01")).hasValue(Duration.ZERO);
        assertThat(policy.next(3, Duration.ZERO, "40001")).hasValue(Duration.ZERO);
        assertThat(policy.next(4, Duration.ZERO, "40P01").orElseThrow()).isPositive();
    }

    @Test
    void givesUpAfterTheRetriesThatWereSet() {
        RetryPolicy policy = policy(Optional.empty(), OptionalInt.of(2));

        assertThat(policy.next(2, Duration.ZERO, LOST)).isPresent();
        assertThat(policy.next(3, Duration.ZERO, LOST)).isEmpty();
    }

    @Test
    void givesUpAfterTheTimeThatWasSet() {
        RetryPolicy policy = policy(Optional.of(Duration.ofMinutes(1)), OptionalInt.empty());

        assertThat(policy.next(50, Duration.ofSeconds(59), LOST)).isPresent();
        assertThat(policy.next(50, Duration.ofSeconds(60), LOST)).isEmpty();
    }

    private static RetryPolicy policy(Optional<Duration> timeout, OptionalInt retries) {
        return new RetryPolicy(new RetrySettings(FIRST, LONGEST, timeout, retries, Duration.ZERO), new Random(7));
    }
}
