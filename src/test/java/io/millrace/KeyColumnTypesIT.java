package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that other sinks compare as text, and so do not find: written, changed and deleted, alone and with another. */
class KeyColumnTypesIT {
    private static TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE EXTENSION citext", "CREATE EXTENSION ltree");
    }

    static Stream<Arguments> keys() {
        List<List<String>> keys = List.of(
                List.of("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                List.of("mood", "sad", "ok"),
                List.of("inet", "10.0.0.1", "::1"),
                List.of("citext", "Größer", "kleiner"),
                List.of("timestamptz", "2026-11-21T10:00:00+02", "2026-11-21T10:00:00Z"),
                List.of("interval", "1 month", "31 days"),
                List.of("bit(3)", "101", "011"),
                List.of("timetz", "10:00:00+02", "08:00:00Z"),
                List.of("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:04"),
                List.of("cidr", "10.0.0.0/8", "10.0.0.0/16"),
                List.of("date", "0044-03-15 BC", "infinity"),
                List.of("ltree", "top.science", "top"),
                List.of("numrange", "[1,2)", "[1,3)"));
        return keys.stream()
                .flatMap(key -> Stream.of("copy", "unnest")
                        .map(method -> Arguments.of(method, key.get(0), key.get(1), key.get(2))));
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("keys")
    void rowsAreWrittenChangedAndDeleted(String method, String type, String kept, String gone) throws SQLException {
        database.execute("DROP TABLE IF EXISTS t", "CREATE TABLE t (k " + type + " PRIMARY KEY, v text)");
        Settings settings = Settings.upserting(database).with("write.method", method);
        PartitionLog log = PartitionLog.of("t", 0);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition())
                    .deliver(List.of(log.append(kept, fields("v", "new")), log.append(gone, fields("v", "new"))))
                    .awaitDurable();
            driver.deliver(List.of(log.append(kept, fields("v", "upserted")), log.append(gone, null)))
                    .awaitDurable();
        }
        assertThat(database.ask("SELECT string_agg(v, ',') FROM t")).isEqualTo("upserted");

        PartitionLog updates = PartitionLog.of("t", 1);
        Settings updating = settings.with("insert.mode", "update");
        try (TaskDriver driver = TaskDriver.start(updating.map())) {
            driver.open(updates.partition())
                    .deliver(List.of(
                            updates.append(kept, fields("v", "updated")), updates.append(gone, fields("v", "no"))))
                    .awaitDurable();
        }
        assertThat(database.ask("SELECT string_agg(v, ',') FROM t")).isEqualTo("updated");
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("keys")
    void keysOfTwoPartsAreDeletedByBoth(String method, String type, String kept, String gone) throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS t", "CREATE TABLE t (k " + type + ", n int, v text, PRIMARY KEY (k, n))");
        Settings settings = Settings.upserting(database).with("write.method", method);
        PartitionLog log = PartitionLog.of("t", 0);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition())
                    .deliver(List.of(
                            log.append(fields("k", kept, "n", 1), fields("v", "one")),
                            log.append(fields("k", kept, "n", 2), fields("v", "two")),
                            log.append(fields("k", gone, "n", 2), fields("v", "other"))))
                    .awaitDurable();
            driver.deliver(List.of(
                            log.append(fields("k", kept, "n", 2), null), log.append(fields("k", gone, "n", 2), null)))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(v, ',') FROM t")).isEqualTo("one");
    }
}
