package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly once: what cannot be written is reported first, and only then do stored offsets pass it. */
class HardCase17ExactlyOnceIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final String STORED = "SELECT coalesce(max(next_offset), 0) FROM millrace_offsets";

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int, v varchar(5) CHECK (v <> 'bad'))");
        settings = Settings.of(database)
                .tolerating()
                .with("delivery.guarantee", "exactly_once")
                .with("flush.timeout.ms", 50)
                .with("retry.backoff.ms", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "too long"})
    void offsetsPassARecordOnlyWhenItsReportHasArrived(String value) throws SQLException {
        produce("a", value, "c");
        try (ConsumerDriver driver =
                ConsumerDriver.start(broker, settings).polling(3).open(PARTITION)) {
            driver.deadLetters().hold();
            driver.pollUntil(
                    "it is reported", () -> !driver.deadLetters().letters().isEmpty());
            driver.poll().commit();
            String before = database.ask(STORED) + " " + database.ask("SELECT count(*) FROM t");

            driver.deadLetters().release();
            driver.drain();

            assertThat(before).isEqualTo("0 0");
            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@1");
        }
        assertThat(database.ask(STORED)).isEqualTo("3");
        assertThat(database.ask("SELECT string_agg(v, ',' ORDER BY id) FROM t")).isEqualTo("a,c");
    }

    @Test
    void goodRecordsAreWrittenOnceAndBadOnesReportedOnce() throws SQLException {
        List<String> bad = new ArrayList<>();
        for (int at = 0; at < 2_000; at++) {
            String value = at % 50 == 7 ? "bad" : at % 50 == 30 ? "too long" : "ok";
            if (!value.equals("ok")) {
                bad.add("t-0@" + at);
            }
            produce(value);
        }
        produce("bad", "too long", "bad");
        bad.addAll(List.of("t-0@2000", "t-0@2001", "t-0@2002"));
        List<String> reported = new ArrayList<>();

        for (int life = 0; life < 2; life++) {
            try (ConsumerDriver driver =
                    ConsumerDriver.start(broker, settings).polling(300).open(PARTITION)) {
                driver.drain();
                reported.addAll(driver.deadLetters().coordinates());
            }
        }

        assertThat(reported).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t"))
                .isEqualTo("1920 1920");
        assertThat(database.ask(STORED)).isEqualTo("2003");
    }

    @Test
    void withoutToleranceOffsetsAreStoredUpToTheFirstBadRecord() throws SQLException {
        produce("a", "b", "bad", "d");
        ConsumerDriver driver = ConsumerDriver.start(broker, settings.with("errors.tolerance", "none"))
                .polling(4)
                .open(PARTITION);

        ConnectException failure = driver.pollUntilFailure();
        driver.close();

        assertThat(failure).hasMessage("t-0@2 → public.t: check_violation (23514), constraint t_v_check");
        assertThat(database.ask(STORED)).isEqualTo("2");
        assertThat(database.ask("SELECT string_agg(v, ',' ORDER BY id) FROM t")).isEqualTo("a,b");
    }

    private void produce(String... values) {
        for (String value : values) {
            broker.add(log.append(null, fields("id", (int) log.end(), "v", value)));
        }
    }
}
