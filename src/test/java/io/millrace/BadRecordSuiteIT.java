package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.BadKinds;
import io.millrace.testing.DeadLetters;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bad records of sixty kinds strewn among a hundred times as many good ones: the good ones are in the table, each bad
 * one is in the dead letter queue once with its reason. With {@code -Dmillrace.bad.records=10000} it has the size of a
 * million good ones, and the whole takes at most twice as long as the good ones do; shorter runs allow for noise.
 */
class BadRecordSuiteIT {
    private static final Logger log = LoggerFactory.getLogger(BadRecordSuiteIT.class);

    private static final int BAD = Integer.getInteger("millrace.bad.records", 600);
    private static final int GOOD_EACH = 100;
    private static final int POLL = 500;
    /** A short run is over in a second or two, of which a machine with other things to do may take any share. */
    private static final double LEAST_SHARE = BAD >= 10_000 ? 0.5 : 0.25;

    /** A machine with other things to do may slow down either run. */
    private static final int TRIES = 3;

    private final List<BadKinds.Kind> kinds = BadKinds.all();
    private final Map<String, Object> good = BadKinds.good();

    @Test
    void goodRecordsAreWrittenAndEachBadOneIsReportedOnce() throws SQLException {
        assertThat(kinds).hasSize(60);
        assertThat(kinds.stream().filter(BadKinds.Kind::onServer)).hasSizeGreaterThanOrEqualTo(20);
        run(Math.min(BAD, 60), true);
        double share = 0;
        for (int attempt = 0; attempt < TRIES && share < LEAST_SHARE; attempt++) {
            Duration clean = run(BAD, false);
            Duration whole = run(BAD, true);
            share = (double) clean.toNanos() / whole.toNanos();
            log.info(
                    "{} good records took {} ms, with {} bad ones {} ms: {} of the speed",
                    BAD * GOOD_EACH,
                    clean.toMillis(),
                    BAD,
                    whole.toMillis(),
                    share);
        }

        assertThat(share).isGreaterThanOrEqualTo(LEAST_SHARE);
    }

    private Duration run(int bad, boolean withBad) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(BadKinds.ddl().toArray(String[]::new));
        PartitionLog partition = PartitionLog.of("t", 0);
        Map<String, Integer> expected = new HashMap<>();
        // Otherwise the last of them waits for ten seconds before it counts as bad.
        Settings settings = Settings.of(database).tolerating().with("foreign.key.retry.ms", 0);
        try (TaskDriver driver = TaskDriver.start(settings.map()).open(partition.partition())) {
            long started = System.nanoTime();
            List<SinkRecord> poll = new ArrayList<>();
            for (int number = 0; number < bad; number++) {
                for (int at = 0; at < GOOD_EACH; at++) {
                    append(driver, poll, partition, new HashMap<>(good));
                }
                if (withBad) {
                    expected.put("t-0@" + partition.end(), number % kinds.size());
                    append(driver, poll, partition, BadKinds.bad(number % kinds.size()));
                }
            }
            driver.deliver(poll).awaitDurable();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            assertReported(driver.deadLetters(), expected);
            assertThat(database.count("t WHERE id >= 0")).isEqualTo((long) bad * GOOD_EACH);
            return took;
        }
    }

    private static void append(
            TaskDriver driver, List<SinkRecord> poll, PartitionLog partition, Map<String, Object> fields) {
        fields.put("id", (int) partition.end());
        poll.add(partition.append(null, fields));
        if (poll.size() == POLL) {
            driver.deliver(poll);
            poll.clear();
        }
    }

    private void assertReported(DeadLetters letters, Map<String, Integer> expected) {
        assertThat(letters.coordinates()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(letters.letters()).allSatisfy(letter -> {
            BadKinds.Kind kind = kinds.get(expected.get(letter.coordinates()));
            assertThat(letter.reason())
                    .as(kind.name())
                    .hasMessageStartingWith(letter.coordinates() + " → public.t")
                    .hasMessageContaining("(" + kind.sqlState() + ")");
        });
    }
}
