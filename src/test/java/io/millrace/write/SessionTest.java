package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Duration THIRTY = Duration.ofSeconds(30);

    @Test
    void aStatementTimesOutBeforeItsSocket() {
        assertThat(Session.belowSocket(THIRTY, 45_000)).isEqualTo(THIRTY);
        assertThat(Session.belowSocket(THIRTY, 10_000)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Session.belowSocket(Duration.ZERO, 10_000)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void withoutASocketsTimeOutTheUsersStands() {
        assertThat(Session.belowSocket(THIRTY, 0)).isEqualTo(THIRTY);
        assertThat(Session.belowSocket(Duration.ZERO, 0)).isEqualTo(Duration.ZERO);
    }
}
