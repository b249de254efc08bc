package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exactly once: a commit of which nobody knows whether it happened writes its rows once all the same. */
class HardCase14ExpectedOffsetIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int)");
        settings = Settings.of(database)
                .with("delivery.guarantee", "exactly_once")
                .with("lanes", 1)
                .with("retry.backoff.ms", 1);
    }

    private void produce(int records) {
        for (int at = 0; at < records; at++) {
            broker.add(log.append(null, fields("id", (int) log.end())));
        }
    }

    private String rows() throws SQLException {
        return database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t");
    }

    /** With arrays, the answer to the insert is that to its commit: one message has both. */
    @ParameterizedTest
    @CsvSource({"unnest, 10, INSERT 0 10", "copy, 6000, COMMIT"})
    void rowsAreWrittenOnceWhenTheAnswerToTheirCommitIsLost(String method, int records, String answer)
            throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver = ConsumerDriver.start(
                                broker, settings.with("write.method", method).through(proxy))
                        .polling(records)
                        .open(PARTITION)) {
            produce(1);
            driver.drain();
            for (int round = 1; round <= 3; round++) {
                proxy.swallow(answer);
                produce(records);
                driver.drain();

                assertThat(proxy.strikes()).isEqualTo(round);
                assertThat(rows()).isEqualTo((1 + round * records) + " " + (1 + round * records));
            }
            assertThat(TaskBean.of("test").number("RetriesConnection")).isGreaterThanOrEqualTo(3);
        }
        assertThat(database.ask("SELECT next_offset FROM millrace_offsets")).isEqualTo("" + (1 + 3 * records));
    }

    /** The insert of arrays is its own commit; after a COPY the client sends one. */
    @ParameterizedTest
    @CsvSource({"unnest, 10", "copy, 6000"})
    void rowsAreWrittenOnceWhenTheirCommitNeverArrives(String method, int records) throws SQLException {
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver = ConsumerDriver.start(
                                broker, settings.with("write.method", method).through(proxy))
                        .polling(records)
                        .open(PARTITION)) {
            produce(1);
            driver.drain();
            for (int round = 1; round <= 3; round++) {
                proxy.cutBefore(method.equals("unnest") ? "INSERT INTO \"public\".\"t\"" : "no such word");
                proxy.cutAfter("COPY ");
                produce(records);
                driver.drain();

                assertThat(proxy.strikes()).isEqualTo(round);
                assertThat(rows()).isEqualTo((1 + round * records) + " " + (1 + round * records));
            }
        }
    }

    /** One that is behind is not mistaken for one that is done. */
    @ParameterizedTest
    @CsvSource({"10"})
    void anOffsetThatSomebodyMovedIsAFault(int records) throws SQLException {
        ConsumerDriver driver = ConsumerDriver.start(broker, settings).open(PARTITION);
        produce(records);
        driver.drain();
        database.execute("UPDATE millrace_offsets SET next_offset = 3");
        produce(records);

        Exception failure = driver.pollUntilFailure();
        driver.kill();

        assertThat(failure).hasMessageContaining("t-0 is stored up to 3 in epoch 1, and we were at 10 in epoch 1");
        assertThat(rows()).isEqualTo("10 10");
    }
}
