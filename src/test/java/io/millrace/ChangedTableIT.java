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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is changed while a task writes it is learned again: no record is lost, and no value is written wrong. */
class ChangedTableIT {
    private static final int MANY = 3000;

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final MemoryBroker broker = new MemoryBroker();
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v bigint, w text)");
    }

    private ConsumerDriver start(Settings settings) {
        return ConsumerDriver.start(broker, settings).open(log.partition());
    }

    private void append(int count, Object... more) {
        for (int i = 0; i < count; i++) {
            long id = log.end();
            Map<String, Object> value = fields("v", id, "w", "w" + id);
            value.putAll(fields(more));
            broker.add(log.append(id, value));
        }
    }

    private Settings upserting() {
        return Settings.upserting(database);
    }

    /** The bytes are of the same length, so that nothing but the type tells that they mean something else. */
    @ParameterizedTest(name = "{1} rows by {2}, {0}")
    @CsvSource({
        "insert, 3000, copy",
        "insert, 3000, unnest",
        "insert, 3, auto",
        "upsert, 3, auto",
        "upsert, 3000, auto",
        "update, 3000, auto"
    })
    void aColumnThatIsRetypedGetsItsValuesAsWhatTheyAre(String mode, int count, String method) throws SQLException {
        Settings settings = upserting()
                .with("insert.mode", mode)
                .with("write.method", method)
                .with("delete.enabled", false);
        database.execute(
                "INSERT INTO t SELECT i, 0, '' FROM generate_series(0, 8999) i WHERE '" + mode + "' = 'update'");

        try (ConsumerDriver task = start(settings)) {
            append(count);
            task.drain();
            database.execute("ALTER TABLE t ALTER COLUMN v TYPE double precision");
            append(count);
            task.drain();
            database.execute("ALTER TABLE t ALTER COLUMN v TYPE text");
            append(count);
            task.drain();
        }

        assertThat(database.count("t WHERE v = id::text AND w = 'w' || id")).isEqualTo(3L * count);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, MANY})
    void aTableThatIsMadeAnewTakesTheRowsThatCome(int count) throws SQLException {
        try (ConsumerDriver task = start(upserting())) {
            append(count);
            task.drain();
            database.execute(
                    "BEGIN; DROP TABLE t; CREATE TABLE t (w text, extra int, v bigint, id bigint PRIMARY KEY); COMMIT");
            append(count);
            task.drain();
        }

        assertThat(database.count("t WHERE v = id AND w = 'w' || id")).isEqualTo(count);
    }

    @Test
    void aTableThatIsMissingForAMomentIsWaitedFor() throws Exception {
        try (ConsumerDriver task = start(upserting())) {
            append(MANY);
            task.drain();
            database.execute("DROP TABLE t");
            append(MANY);
            CompletableFuture<Void> later = CompletableFuture.runAsync(this::makeAnewLater);
            task.drain();
            later.get();

            assertThat(task.context().rewinds()).isEmpty();
        }

        assertThat(database.count("t WHERE v = id")).isEqualTo(MANY);
    }

    private void makeAnewLater() {
        try {
            Thread.sleep(1000);
            database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v bigint, w text)");
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A key that was a row's own becomes one of two that rows can meet in: lanes by key would write them in any order. */
    @Test
    void aUniqueIndexThatIsAddedPutsRowsIntoOneLane() throws SQLException {
        try (ConsumerDriver task = start(upserting().with("lanes", 4))) {
            append(MANY);
            task.drain();
            database.execute("CREATE UNIQUE INDEX ON t (w)");
            broker.add(log.append((Object) 0L, fields("v", 0L, "w", "moved")));
            broker.add(log.append((Object) 1L, fields("v", 1L, "w", "w0")));
            broker.add(log.append((Object) 2L, fields("v", 2L, "w", "w1")));
            broker.add(log.append((Object) 3L, fields("v", 3L, "w", "w2")));
            broker.add(log.append((Object) 4L, fields("v", 4L, "w", "w3")));
            task.drain();
        }

        assertThat(database.ask("SELECT string_agg(w, ' ' ORDER BY id) FROM t WHERE id < 5"))
                .isEqualTo("moved w0 w1 w2 w3");
    }

    @Test
    void aTableThatStaysMissingEndsTheTaskWithItsName() throws SQLException {
        try (ConsumerDriver task = start(upserting())) {
            append(1);
            task.drain();
            database.execute("DROP TABLE t");
            append(1);

            ConnectException failure = task.pollUntilFailure();

            assertThat(failure).hasMessageContaining("t-0@1").hasMessageContaining("table t does not exist");
            assertThat(task.commit()).containsEntry(log.partition(), 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, MANY})
    void aColumnThatIsAddedIsWrittenAsSoonAsARecordHasIt(int count) throws SQLException {
        try (ConsumerDriver task = start(upserting())) {
            append(count);
            task.drain();
            database.execute("ALTER TABLE t ADD COLUMN x int");
            append(count, "x", 7);
            task.drain();
        }

        assertThat(database.count("t WHERE x = 7 AND v = id")).isEqualTo(count);
        assertThat(database.count("t")).isEqualTo(2L * count);
    }

    @Test
    void aColumnThatIsDroppedRefusesTheFirstRecordThatStillHasIt() throws SQLException {
        try (ConsumerDriver task = start(upserting())) {
            append(MANY);
            task.drain();
            database.execute("ALTER TABLE t DROP COLUMN w");
            append(1);

            ConnectException failure = task.pollUntilFailure();

            assertThat(failure)
                    .hasMessageContaining("t-0@" + MANY + " → public.t: field \"w\" has no column in public.t");
            assertThat(task.commit()).containsEntry(log.partition(), (long) MANY);
        }
    }

    @Test
    void aDroppedColumnThatOnlyEarlierRecordsHadIsOfNoAccount() throws SQLException {
        try (ConsumerDriver task = start(upserting())) {
            append(MANY);
            task.drain();
            database.execute("ALTER TABLE t DROP COLUMN w, ADD COLUMN w2 text");
            List<SinkRecord> without = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                long id = log.end();
                without.add(log.append(id, fields("v", id, "w2", "x")));
            }
            broker.add(without);
            task.drain();
        }

        assertThat(database.count("t WHERE w2 = 'x' AND v = id")).isEqualTo(MANY);
    }

    @Test
    void aTableWhoseKeyGoesAndComesBackIsWrittenOn() throws Exception {
        try (ConsumerDriver task = start(upserting())) {
            append(MANY);
            task.drain();
            database.execute("ALTER TABLE t DROP CONSTRAINT t_pkey");
            append(MANY);
            CompletableFuture<Void> later = CompletableFuture.runAsync(this::addKeyLater);
            task.drain();
            later.get();
        }

        assertThat(database.count("t WHERE v = id")).isEqualTo(2L * MANY);
    }

    private void addKeyLater() {
        try {
            Thread.sleep(1000);
            database.execute("ALTER TABLE t ADD PRIMARY KEY (id)");
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsFlowWhileTheTableIsChangedAgainAndAgain() throws Exception {
        try (ConsumerDriver task = start(upserting().with("linger.ms", 1)).polling(100)) {
            append(20_000);
            CompletableFuture<Void> changes = CompletableFuture.runAsync(this::changeAgainAndAgain);
            task.pollUntil("the changes are done", changes::isDone);
            changes.get();
            append(100);
            task.drain();
        }

        assertThat(database.count("t WHERE v::text = id::text AND w = 'w' || id"))
                .isEqualTo(20_100);
    }

    private void changeAgainAndAgain() {
        String[] types = {"double precision", "text", "numeric", "bigint"};
        try {
            for (int change = 0; change < 12; change++) {
                Thread.sleep(100);
                String type = types[change % types.length];
                database.execute(
                        "ALTER TABLE t ALTER COLUMN v TYPE " + type + " USING v::" + type,
                        "ALTER TABLE t ADD COLUMN x" + change + " int",
                        "ALTER TABLE t DROP COLUMN x" + change);
            }
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void insertsAreNotWrittenTwiceWhereTheTableIsMadeAnewAsItWas() throws SQLException {
        database.execute("DROP TABLE t; CREATE TABLE t (v bigint, w text)");
        try (ConsumerDriver task = start(Settings.of(database))) {
            append(MANY);
            task.drain();
            database.execute("BEGIN; CREATE TABLE u (v bigint, w text); INSERT INTO u SELECT * FROM t; DROP TABLE t;"
                    + " ALTER TABLE u RENAME TO t; COMMIT");
            append(MANY);
            task.drain();
        }

        assertThat(database.count("t")).isEqualTo(2L * MANY);
        assertThat(database.ask("SELECT count(DISTINCT v) FROM t")).isEqualTo(String.valueOf(2 * MANY));
    }
}
