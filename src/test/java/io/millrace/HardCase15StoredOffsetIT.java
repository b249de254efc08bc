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
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exactly once: where a partition goes on is what the database has, whatever Kafka has. */
class HardCase15StoredOffsetIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final MemoryBroker broker = new MemoryBroker();
    private PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int)");
        settings = Settings.of(database).with("delivery.guarantee", "exactly_once");
    }

    private void produce(int records) {
        for (int at = 0; at < records; at++) {
            broker.add(record());
        }
    }

    private SinkRecord record() {
        return log.append(null, fields("id", (int) log.end()));
    }

    private ConsumerDriver start() {
        return ConsumerDriver.start(broker, settings).open(PARTITION);
    }

    private String rows() throws SQLException {
        return database.ask("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || coalesce(max(id), -1) FROM t");
    }

    private String stored() throws SQLException {
        return database.ask("SELECT connector || ' ' || topic || ' ' || partition || ' ' || epoch || ' '"
                + " || coalesce(next_offset::text, 'none') FROM millrace_offsets");
    }

    @Test
    void offsetsAreStoredWithTheRowsAndTableMadeForThem() throws SQLException {
        produce(1000);

        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(rows()).isEqualTo("1000 1000 999");
        assertThat(stored()).isEqualTo("test t 0 1 1000");
        assertThat(broker.committed()).containsEntry(PARTITION, 1000L);
    }

    @Test
    void offsetsThatKafkaHasAreOverruled() throws SQLException {
        produce(100);
        start().drain().kill();
        broker.committed().put(PARTITION, 0L);
        produce(100);

        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(rows()).isEqualTo("200 200 199");
        assertThat(stored()).isEqualTo("test t 0 2 200");
    }

    @Test
    void rowsComeBackToAnOlderCopyOfTheDatabase() throws SQLException {
        produce(100);
        start().drain().close();
        database.execute("CREATE TABLE copied AS TABLE t", "CREATE TABLE copied_offsets AS TABLE millrace_offsets");
        produce(100);
        start().drain().close();

        database.execute(
                "TRUNCATE t, millrace_offsets",
                "INSERT INTO t TABLE copied",
                "INSERT INTO millrace_offsets TABLE copied_offsets");
        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(rows()).isEqualTo("200 200 199");
    }

    @Test
    void aFreshConnectorBeginsWhereItsGroupStands() throws SQLException {
        produce(100);
        broker.committed().put(PARTITION, 40L);

        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(rows()).isEqualTo("60 60 99");
        assertThat(stored()).isEqualTo("test t 0 1 100");
    }

    @Test
    void recordsThatLeaveNoRowDoNotBreakTheChain() throws SQLException {
        for (int at = 0; at < 300; at++) {
            // Of each three: a row, a record dropped by a rule, an offset that never comes.
            SinkRecord record = at % 3 == 0 ? record() : log.append(1, null);
            if (at % 3 != 2) {
                broker.add(record);
            }
        }
        settings = settings.with("behavior.on.null.values", "ignore");

        try (ConsumerDriver driver = start().polling(7)) {
            driver.drain();
        }
        assertThat(rows()).isEqualTo("100 100 297");
        assertThat(stored()).isEqualTo("test t 0 1 299");
        produce(1);
        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(rows()).isEqualTo("101 101 300");
    }

    @Test
    void recordsThatNeverReachTheTaskAreReadOnce() throws SQLException {
        produce(100);
        for (int at = 0; at < 20; at++) {
            broker.add(log.append(1, null));
        }
        List<Long> dropped = new ArrayList<>();
        Predicate<SinkRecord> filter = record -> record.value() == null && dropped.add(record.originalKafkaOffset());

        try (ConsumerDriver driver = start().dropping(filter)) {
            driver.drain();
        }
        try (ConsumerDriver driver = start().dropping(filter)) {
            driver.drain();
        }

        assertThat(dropped).hasSize(20);
        assertThat(stored()).isEqualTo("test t 0 2 120");
        assertThat(rows()).isEqualTo("100 100 99");
    }

    @Test
    void rowsGoOnBehindRecordsThatNeverReachedTheTask() throws SQLException {
        try (ConsumerDriver driver = start().dropping(record -> record.value() == null)) {
            for (int round = 0; round < 5; round++) {
                produce(10);
                broker.add(log.append(1, null));
                driver.drain();
            }
            produce(1);
            driver.drain();
        }

        assertThat(rows()).isEqualTo("51 51 55");
        assertThat(stored()).isEqualTo("test t 0 1 56");
    }

    @Test
    void whoeverTakesOverTellsItsGroupWhereItStandsThoughNothingComes() throws SQLException {
        produce(100);
        start().drain().close();
        broker.committed().clear();

        try (ConsumerDriver driver = start()) {
            driver.drain();
        }

        assertThat(broker.committed()).containsEntry(PARTITION, 100L);
    }

    @Test
    void aTopicMadeAnewIsNotReadInPlaceOfTheOld() throws SQLException {
        produce(100);
        start().drain().close();
        broker.delete(PARTITION);
        log = PartitionLog.of("t", 0);
        produce(50);

        ConsumerDriver driver = start();
        ConnectException failure = driver.pollUntilFailure();
        driver.kill();

        assertThat(failure)
                .hasMessageContaining("record t-0@0 came, though millrace_offsets has that partition stored up to 100")
                .hasMessageContaining("or its offset was set beyond the end")
                .hasMessageContaining("alter or reset its offsets");
        assertThat(rows()).isEqualTo("100 100 99");
        assertThat(stored()).isEqualTo("test t 0 2 100");
    }

    @Test
    void aTopicMadeAnewWhileTheTaskRunsIsNotReadEither() throws SQLException {
        produce(100);
        try (ConsumerDriver driver = start()) {
            driver.drain();
            broker.delete(PARTITION);
            log = PartitionLog.of("t", 0);
            produce(50);

            ConnectException failure = driver.pollUntilFailure();

            assertThat(failure).hasMessageContaining("record t-0@0 came");
        }
        assertThat(rows()).isEqualTo("100 100 99");
    }

    @Test
    void aRoleThatMayNotMakeTheTableIsToldTheStatement() throws SQLException {
        String role = "writer_" + database.ask("SELECT md5(random()::text)");
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT USAGE ON SCHEMA public TO " + role,
                "GRANT SELECT, INSERT ON t TO " + role,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        settings = settings.with("connection.user", role);
        produce(10);

        ConsumerDriver driver = start();
        ConnectException failure = driver.pollUntilFailure();
        driver.kill();

        assertThat(failure)
                .hasMessageContaining("42501")
                .hasMessageContaining("CREATE TABLE IF NOT EXISTS \"millrace_offsets\" ( connector text NOT NULL")
                .hasMessageContaining("SELECT, INSERT and UPDATE");
        assertThat(rows()).isEqualTo("0 0 -1");
    }

    @Test
    void theTableMayBeNamedAndMustBeLogged() throws SQLException {
        database.execute("CREATE SCHEMA ops");
        settings = settings.with("exactly.once.table", "ops.positions").with("exactly.once.id", "one");
        produce(10);
        start().drain().close();

        assertThat(database.ask("SELECT connector || next_offset FROM ops.positions"))
                .isEqualTo("one10");
        database.execute("ALTER TABLE ops.positions SET UNLOGGED");
        ConsumerDriver driver = start();
        ConnectException failure = driver.pollUntilFailure();
        driver.kill();
        assertThat(failure).hasMessageContaining("ops.positions is UNLOGGED");
    }

    @ParameterizedTest
    @CsvSource({
        "t, 'table t is not a table of offsets'",
        "nosuch.tab, 'schema nosuch of table nosuch.tab does not exist: CREATE SCHEMA \"nosuch\"'"
    })
    void aTableThatCannotKeepOffsetsEndsTheTaskInWords(String table, String words) throws SQLException {
        settings = settings.with("exactly.once.table", table);
        produce(1);

        ConsumerDriver driver = start();
        ConnectException failure = driver.pollUntilFailure();
        driver.kill();

        assertThat(failure).hasMessageStartingWith(words);
        assertThat(rows()).isEqualTo("0 0 -1");
    }
}
