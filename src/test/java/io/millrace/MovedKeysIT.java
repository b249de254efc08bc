package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row whose key changes moves, with all that belongs to it, whatever its key is made of. */
class MovedKeysIT {
    private static final Map<String, Object> SOURCE = Map.of("table", "t");

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "uuid; 00000000-0000-0000-0000-000000000001; 00000000-0000-0000-0000-000000000002",
                "inet; 10.0.0.1; 10.0.0.2",
                "numeric; 1.5; 2.50",
                "char(3); a; b",
                "mood; happy; sad",
                "date; 2026-01-01; 2026-01-02",
                "timestamptz; 2026-01-01T00:00:00Z; 2026-01-02T00:00:00Z",
                "int4range; [1,5); [2,7)",
                "int[]; {1,2}; {3}"
            })
    void aKeyOfAnyTypeChanges(String type, String was, String now) throws SQLException {
        database.execute("CREATE TYPE mood AS ENUM ('happy', 'sad')");
        database.execute("CREATE TABLE t (k " + type + " PRIMARY KEY, v text, kept text DEFAULT 'lost')");
        database.execute("INSERT INTO t VALUES ('" + was + "', 'old', 'kept')");

        deliver(settings(), List.of(update(fields("k", was, "v", "old"), fields("k", now, "v", "new"))));

        assertThat(database.count("t WHERE k = '" + now + "' AND v = 'new' AND kept = 'kept'"))
                .isEqualTo(1);
        assertThat(database.count("t")).isEqualTo(1);
    }

    @Test
    void aSpellingThatIsTheSameKeyChangesNothingElse() throws SQLException {
        database.execute("CREATE TABLE t (k inet PRIMARY KEY, v text, kept text DEFAULT 'lost')");
        database.execute("INSERT INTO t VALUES ('10.0.0.1', 'old', 'kept')");

        deliver(settings(), List.of(update(fields("k", "10.0.0.1", "v", "o"), fields("k", "10.0.0.1/32", "v", "new"))));

        assertThat(rows("k, v, kept")).isEqualTo("(10.0.0.1,new,kept)");
    }

    @Test
    void oneColumnOfSeveralChanges() throws SQLException {
        database.execute("CREATE TABLE t (a int, b text, v text, kept text DEFAULT 'lost', PRIMARY KEY (a, b))");
        database.execute("INSERT INTO t VALUES (1, 'x', 'old', 'kept'), (2, 'y', 'stale', 'stale')");

        deliver(
                settings(),
                List.of(
                        update(fields("a", 1, "b", "x", "v", "old"), fields("a", 1, "b", "y", "v", "new")),
                        update(fields("a", 1, "b", "y", "v", "new"), fields("a", 2, "b", "y", "v", "newer"))));

        assertThat(rows("a, b, v, kept")).isEqualTo("(2,y,newer,kept)");
    }

    @Test
    void keysMayHaveNullsWhereThoseAreEqual() throws SQLException {
        database.execute("CREATE TABLE t (a int, b text, v text, kept text DEFAULT 'lost',"
                + " UNIQUE NULLS NOT DISTINCT (a, b))");
        database.execute("INSERT INTO t VALUES (1, NULL, 'old', 'kept'), (3, NULL, 'other', 'kept')");
        Settings settings = settings().with("pk.fields", "a,b");

        deliver(
                settings,
                List.of(
                        update(fields("a", 1, "b", null, "v", "old"), fields("a", 2, "b", null, "v", "new")),
                        update(fields("a", 2, "b", null, "v", "new"), fields("a", 4, "b", null, "v", "newer"))));

        assertThat(rows("a, b, v, kept")).isEqualTo("(3,,other,kept) (4,,newer,kept)");
    }

    @Test
    void anIdentityThatPostgresGeneratesIsWrittenAnew() throws SQLException {
        database.execute("CREATE TABLE t (k int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)");
        database.execute("INSERT INTO t (v) VALUES ('old')");

        deliver(settings(), List.of(update(fields("k", 1, "v", "old"), fields("k", 7, "v", "new"))));

        assertThat(rows("k, v")).isEqualTo("(7,new)");
    }

    @Test
    void rowsThatReferToItGoAlong() throws SQLException {
        database.execute("CREATE TABLE t (k int PRIMARY KEY, v text)");
        database.execute("CREATE TABLE child (id int, t int REFERENCES t ON UPDATE CASCADE ON DELETE CASCADE)");
        database.execute("INSERT INTO t VALUES (1, 'old')", "INSERT INTO child VALUES (5, 1)");

        deliver(settings(), List.of(update(fields("k", 1, "v", "old"), fields("k", 7, "v", "new"))));

        assertThat(rows("k, v")).isEqualTo("(7,new)");
        assertThat(database.ask("SELECT t FROM child")).isEqualTo("7");
    }

    @Test
    void aRowMovesToAnotherPartitionOfItsTable() throws SQLException {
        database.execute("CREATE TABLE t (k int PRIMARY KEY, v text, kept text) PARTITION BY RANGE (k)");
        database.execute("CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10)");
        database.execute("CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (10) TO (20)");
        database.execute("INSERT INTO t VALUES (1, 'old', 'kept')");

        deliver(settings(), List.of(update(fields("k", 1, "v", "old"), fields("k", 11, "v", "new"))));

        assertThat(database.ask("SELECT concat_ws(' ', k, v, kept) FROM t2")).isEqualTo("11 new kept");
        assertThat(database.count("t1")).isZero();
    }

    /** As the log of a source has it that keeps no more of the former row than its own key. */
    @Test
    void aKeyThatTheFormerRowLacksIsNotKnownToHaveChanged() throws SQLException {
        database.execute("CREATE TABLE t (email text PRIMARY KEY, id int)");
        database.execute("INSERT INTO t VALUES ('a@x', 1)");

        deliver(
                settings(),
                List.of(
                        update(fields("email", null, "id", 1), fields("email", "b@x", "id", 2)),
                        update(fields("id", 2), fields("email", "b@x", "id", 3))));

        assertThat(rows("email, id")).isEqualTo("(a@x,1) (b@x,3)");
    }

    @Test
    void rowsThatNothingChangesDoNotMove() throws SQLException {
        database.execute("CREATE TABLE t (k int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'first')");

        deliver(
                settings().with("insert.mode", "ignore"),
                List.of(update(fields("k", 1, "v", "first"), fields("k", 7, "v", "new"))));

        assertThat(rows("k, v")).isEqualTo("(1,first) (7,new)");
    }

    private SinkRecord update(Map<String, Object> before, Map<String, Object> after) {
        return log.append(null, fields("op", "u", "before", before, "after", after, "source", SOURCE));
    }

    private Settings settings() {
        return Settings.of(database)
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_value")
                .with("lanes", 3);
    }

    private void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }

    private String rows(String columns) throws SQLException {
        return database.ask("SELECT string_agg(r::text, ' ' ORDER BY r) FROM (SELECT " + columns + " FROM t) r");
    }
}
