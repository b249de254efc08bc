package io.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private static final Percentage TWO_DIGITS = Percentage.withPercentage(1);

    private final ManualClock clock = new ManualClock();
    private final LatencyWindow window = LatencyWindow.ofMicros(clock::nanos);

    @Test
    void nothingMeasuredReadsAsZero() {
        assertThat(window.percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0));
    }

    @Test
    void percentilesAreMillisecondsOfWhatWasRecorded() {
        LongStream.rangeClosed(1, 1000).forEach(millis -> window.record(millis * 1000));

        Percentiles read = window.percentiles();

        assertThat(read.p50()).isCloseTo(500, TWO_DIGITS);
        assertThat(read.p95()).isCloseTo(950, TWO_DIGITS);
        assertThat(read.p99()).isCloseTo(990, TWO_DIGITS);
        assertThat(read.max()).isCloseTo(1000, TWO_DIGITS);
    }

    @Test
    void fractionsOfAMillisecondAreKept() {
        window.record(250);

        assertThat(window.percentiles().p50()).isCloseTo(0.25, within(0.005));
    }

    @Test
    void twoReadersTakeNothingFromEachOther() {
        window.record(7000);

        Percentiles first = window.percentiles();
        clock.pass(Duration.ofSeconds(2));
        Percentiles second = window.percentiles();

        assertThat(second).isEqualTo(first);
        assertThat(first.max()).isCloseTo(7, TWO_DIGITS);
    }

    @Test
    void valuesRecordedBetweenTwoReadsAddUp() {
        window.record(1000);
        window.percentiles();
        clock.pass(Duration.ofSeconds(2));
        window.record(9000);

        assertThat(window.percentiles().p50()).isCloseTo(1, TWO_DIGITS);
        assertThat(window.percentiles().max()).isCloseTo(9, TWO_DIGITS);
    }

    @Test
    void valuesAreForgottenAfterAMinute() {
        window.record(9000);
        clock.pass(Duration.ofSeconds(49));
        double withinTheMinute = window.percentiles().max();
        clock.pass(Duration.ofSeconds(12));

        assertThat(withinTheMinute).isCloseTo(9, TWO_DIGITS);
        assertThat(window.percentiles().max()).isZero();
    }

    @Test
    void valuesAgeWithoutAnyReader() {
        window.record(9000);
        for (int second = 0; second < 120; second++) {
            clock.pass(Duration.ofSeconds(1));
            window.record(2000);
        }

        assertThat(window.percentiles().max()).isCloseTo(2, TWO_DIGITS);
    }

    @Test
    void aLongSilenceEmptiesTheWindow() {
        window.record(9000);
        clock.pass(Duration.ofDays(40));
        window.record(3000);

        assertThat(window.percentiles().max()).isCloseTo(3, TWO_DIGITS);
    }

    @Test
    void aReadingServesForASecond() {
        Percentiles first = window.percentiles();
        window.record(4000);
        clock.pass(Duration.ofMillis(999));
        Percentiles within = window.percentiles();
        clock.pass(Duration.ofMillis(1));

        assertThat(within).isSameAs(first);
        assertThat(window.percentiles().max()).isCloseTo(4, TWO_DIGITS);
    }

    @Test
    void valuesThatCannotBeToldCountAsTheNearestThatCan() {
        window.record(-1);
        window.record(Long.MAX_VALUE);

        assertThat(window.percentiles().p50()).isZero();
        assertThat(window.percentiles().max()).isCloseTo(Duration.ofHours(1).toMillis(), TWO_DIGITS);
    }

    @Test
    void theReplayOfAnOldTopicIsToldInDays() {
        LatencyWindow endToEnd = LatencyWindow.ofMillis(clock::nanos);

        endToEnd.record(Duration.ofDays(30).toMillis());

        assertThat(endToEnd.percentiles().max()).isCloseTo(Duration.ofDays(30).toMillis(), TWO_DIGITS);
    }

    @Test
    void writersOfManyThreadsAndAReaderMeetWithoutLoss() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(new Thread(() -> LongStream.rangeClosed(1, 5000).forEach(n -> window.record(1000 * n))));
        }
        writers.forEach(Thread::start);
        for (int turn = 0; turn < 20; turn++) {
            clock.pass(Duration.ofSeconds(1));
            window.percentiles();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        clock.pass(Duration.ofSeconds(1));

        assertThat(window.percentiles().p50()).isCloseTo(2500, TWO_DIGITS);
        assertThat(window.percentiles().max()).isCloseTo(5000, TWO_DIGITS);
    }
}
