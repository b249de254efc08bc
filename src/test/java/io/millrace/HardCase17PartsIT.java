package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that had to be written in parts goes on where it stood when its connection is lost between them. */
class HardCase17PartsIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    /** Ends the server's process that writes the row, and with it all others, and what they had not flushed to disk. */
    private static final String CRASH = """
            CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', 'kill -9 ' || pg_backend_pid());
              RETURN NEW;
            END $$""";

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeSettings() throws SQLException {
        database = TestDatabase.fresh();
        settings = Settings.of(database)
                .tolerating()
                .with("lanes", 1)
                .with("flush.timeout.ms", 50)
                .with("retry.backoff.max.ms", 50)
                .with("retry.backoff.ms", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "deferred"})
    void aConnectionLostBetweenPartsNeitherEndsTheTaskNorDoublesARow(String durability) throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b int, writes int DEFAULT 1)");
        settings = exactlyOnce().with("durability", durability);
        List<String> stored = new ArrayList<>();
        // Without the second, which goes over both others, the third does not fit into the first one's batch.
        broker.add(log.append(fields("id", 1), fields("a", 1)));
        broker.add(log.append(fields("id", 1), fields("a", -1, "b", 1)));
        broker.add(log.append(fields("id", 1), fields("b", 2)));
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver = ConsumerDriver.start(broker, settings.through(proxy))
                        .polling(3)
                        .open(PARTITION)) {
            driver.deadLetters().hold();
            driver.pollUntil(
                    "one is reported", () -> !driver.deadLetters().letters().isEmpty());
            proxy.cutBefore("\"b\"", () -> stored.add(stored()));
            driver.deadLetters().release();
            driver.pollUntil("the connection is lost", () -> proxy.strikes() == 1);
            driver.drain();

            assertThat(stored).containsExactly("1");
            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@1");
        }
        assertThat(database.ask("SELECT id || ' ' || a || ' ' || b FROM t")).isEqualTo("1 1 2");
        assertThat(stored()).isEqualTo("3");
    }

    @Test
    void whatWasReportedIsNotReportedAgainWhenWhatCameBeforeItIsWrittenAgain() throws SQLException {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0))");
        settings = exactlyOnce().with("durability", "deferred");
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver = ConsumerDriver.start(broker, settings.through(proxy))
                        .polling(3)
                        .open(PARTITION)) {
            driver.deadLetters().hold();
            for (int at = 0; at < 6; at++) {
                broker.add(log.append(fields("id", at), fields("a", at == 4 ? -1 : 1)));
            }
            driver.pollUntil(
                    "one is reported", () -> !driver.deadLetters().letters().isEmpty());
            proxy.cut();
            driver.deadLetters().release();
            driver.drain();

            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@4");
        }
        assertThat(database.ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM t"))
                .isEqualTo("0 1 2 3 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aPartThatACrashTookIsWrittenAgain(String guarantee) throws SQLException {
        database.execute(
                "CREATE TABLE t (id int)",
                CRASH,
                "CREATE TRIGGER crash BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id = 6) EXECUTE FUNCTION crash()");
        settings = settings.with("durability", "deferred").with("delivery.guarantee", guarantee);
        for (int at = 0; at < 8; at++) {
            broker.add(log.append(null, fields("id", at)));
        }
        try (ConsumerDriver driver =
                ConsumerDriver.start(broker, settings).polling(8).open(PARTITION)) {
            driver.drain();

            assertThat(driver.deadLetters().coordinates()).containsExactly("t-0@6");
        }
        assertThat(database.ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM (SELECT DISTINCT id FROM t) AS d"))
                .isEqualTo("0 1 2 3 4 5 7");
    }

    private String stored() {
        try {
            return database.ask("SELECT next_offset FROM millrace_offsets");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings exactlyOnce() {
        return settings.with("delivery.guarantee", "exactly_once")
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_key")
                .with("pk.fields", "id");
    }
}
