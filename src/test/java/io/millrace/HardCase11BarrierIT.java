package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Lock;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that touches two keys, or a whole table, is written alone among its table's rows, whatever the lanes. */
class HardCase11BarrierIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int EVENTS = 2_000;

    private final List<SinkRecord> records = new ArrayList<>();

    @ParameterizedTest(name = "{0}, {1}, {2} lanes, ordering={3}, by {4}, schemas {5}, seed {6}")
    @CsvSource({
        "record_value, none, 4, auto, auto, true, 1",
        "record_key, none, 4, auto, auto, true, 2",
        "record_value, none, 3, auto, copy, false, 3",
        "record_value, none, 1, auto, auto, true, 4",
        "record_value, none, 4, partition, auto, true, 5",
        "record_value, unique, 4, auto, auto, true, 6",
        "record_value, unique, 4, key, unnest, true, 7"
    })
    void theTableIsWhatItsSourceIs(
            String pkMode, String index, int lanes, String ordering, String method, boolean schemas, long seed)
            throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Random random = new Random(seed);
        List<ChangingTable> sources =
                List.of(new ChangingTable("a", schemas, records), new ChangingTable("b", schemas, records));
        for (ChangingTable source : sources) {
            database.execute("CREATE TABLE " + source.topic() + " (id bigint PRIMARY KEY, v text, doc text)");
            if (index.equals("unique")) {
                database.execute("CREATE UNIQUE INDEX ON " + source.topic() + " ((id * 2))");
            }
        }
        for (int event = 0; event < EVENTS; event++) {
            sources.get(random.nextInt(sources.size())).change(random);
        }
        Settings settings = Settings.upserting(database)
                .with("pk.mode", pkMode)
                .with("pk.fields", "id")
                .with("lanes", lanes)
                .with("ordering", ordering)
                .with("write.method", method)
                .with("truncate.enabled", true)
                .with("batch.max.rows", 50);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("a", 0), new TopicPartition("b", 0))
                    .deliver(records, 97)
                    .awaitDurable();
        }

        for (ChangingTable source : sources) {
            assertThat(database.ask(
                            "SELECT string_agg(concat_ws(' ', id, v, doc), '|' ORDER BY id) FROM " + source.topic()))
                    .as(source.topic())
                    .isEqualTo(source.dump());
        }
    }

    @Test
    void aRowThatMovesIsSeenOnce() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE a (id bigint PRIMARY KEY, v text, doc text)");
        ChangingTable source = new ChangingTable("a", true, records);
        for (int row = 0; row < 40; row++) {
            source.insert(new Random(row));
        }
        Settings settings =
                Settings.upserting(database).with("pk.mode", "record_value").with("lanes", 4);
        AtomicBoolean isDone = new AtomicBoolean();

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("a", 0)).deliver(records).awaitDurable();
            CompletableFuture<Long> counts = CompletableFuture.supplyAsync(() -> countsOtherThan(40, database, isDone));
            records.clear();
            Random random = new Random(11);
            for (int move = 0; move < 150; move++) {
                source.update(random);
                source.move(random);
            }
            driver.deliver(records).awaitDurable();
            isDone.set(true);

            assertThat(counts.get())
                    .as("looks that saw a row twice, or not at all")
                    .isZero();
        }
        assertThat(database.ask("SELECT string_agg(concat_ws(' ', id, v, doc), '|' ORDER BY id) FROM a"))
                .isEqualTo(source.dump());
    }

    private static long countsOtherThan(long expected, TestDatabase database, AtomicBoolean isDone) {
        long others = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!isDone.get()) {
                try (var rows = statement.executeQuery("SELECT count(*) FROM a")) {
                    rows.next();
                    others += rows.getLong(1) == expected ? 0 : 1;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return others;
    }

    @Test
    void whatComesBehindWaitsAndRowsOfOtherTablesDoNot() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE a (id bigint PRIMARY KEY, v text, doc text)",
                "CREATE TABLE b (id bigint PRIMARY KEY, v text, doc text)",
                "INSERT INTO a VALUES (1, 'old', 'd')");
        DebeziumEvents a = ChangingTable.events("a");
        DebeziumEvents b = ChangingTable.events("b");
        Settings settings = Settings.upserting(database)
                .with("pk.mode", "record_value")
                .with("lanes", 4)
                .with("flush.timeout.ms", 100);
        try (TaskDriver driver = TaskDriver.start(settings.map());
                Lock lock = Lock.by(database, "SELECT FROM a WHERE id = 1 FOR UPDATE")) {
            driver.open(new TopicPartition("a", 0), new TopicPartition("b", 0));
            driver.put(List.of(a.update(a.row(1L, "held up", "d"))));
            driver.put(List.of(a.update(a.row(1L, "held up", "d"), a.row(2L, "moved", ChangingTable.UNAVAILABLE))));
            for (long id = 10; id < 40; id++) {
                driver.put(List.of(b.insert(b.row(id, "beside", "d"))));
            }
            // One lane of four holds the locked row.
            Await.until("table b is written", SOON, () -> database.count("b") >= 15);
            for (long id = 10; id < 40; id++) {
                driver.put(List.of(a.insert(a.row(id, "behind", "d"))));
            }
            driver.commit();
            Await.holdsFor("table a waits", Duration.ofMillis(300), () -> database.count("a") == 1);
            assertThat(driver.longestPut()).isLessThan(Duration.ofSeconds(1));

            lock.release();
            driver.awaitDurable();
        }
        assertThat(database.count("a")).isEqualTo(31);
        assertThat(database.ask("SELECT concat_ws(' ', id, v, doc) FROM a WHERE id < 10"))
                .isEqualTo("2 moved d");
    }

    @Test
    void aTruncateTakesWhatCameBeforeItAndNothingElse() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE a (id bigint PRIMARY KEY, v text, doc text)");
        DebeziumEvents a = ChangingTable.events("a");
        for (int round = 0; round < 30; round++) {
            for (long id = 0; id < 100; id++) {
                records.add(a.insert(a.row(id + 100 * (round % 2), "round " + round, "d")));
            }
            records.add(a.truncate());
        }
        records.add(a.insert(a.row(1L, "last", "d")));
        Settings settings = Settings.upserting(database).with("lanes", 4).with("truncate.enabled", true);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("a", 0)).deliver(records).awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(v, '|') FROM a")).isEqualTo("last");
    }

    @Test
    void aTruncateNeedsItsPrivilege() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE a (id bigint PRIMARY KEY, v text, doc text)",
                "DROP ROLE IF EXISTS no_truncate",
                "CREATE ROLE no_truncate LOGIN",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON a TO no_truncate",
                "GRANT USAGE ON SCHEMA public TO no_truncate");
        DebeziumEvents a = ChangingTable.events("a");
        Settings settings = Settings.upserting(database)
                .with("connection.user", "no_truncate")
                .with("truncate.enabled", true);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("a", 0)).deliver(List.of(a.insert(a.row(1L, "v", "d"))));

            assertThat(driver.awaitFailure())
                    .hasMessage("a-0@0: topic a goes to table a: role \"no_truncate\" lacks TRUNCATE on"
                            + " \"public\".\"a\": GRANT TRUNCATE ON \"public\".\"a\" TO \"no_truncate\"");
        }
    }
}
