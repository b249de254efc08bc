package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that unnest would flatten or lose arrive whole: arrays, enums, empty values, nulls; by each method. */
class HardCase26ArraysIT {
    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest"})
    void arraysEnumsAndEmptyValuesArriveWhole(String method) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TYPE mood AS ENUM ('good', 'so so')",
                "CREATE TABLE t (id int PRIMARY KEY, tags text[], grid int[], mood mood, moods mood[], note text,"
                        + " raw bytea, span int4range)");
        List<SinkRecord> records = List.of(
                log.append(1, fields("tags", "{a,\"b c\",NULL}", "grid", "{{1,2},{3,4}}", "mood", "so so")),
                log.append(1, fields("moods", "{good,\"so so\"}", "note", "", "raw", new byte[0], "span", "[1,5)")),
                log.append(2, fields("tags", "{}", "mood", null, "note", null, "raw", null, "span", "empty")),
                log.append(3, fields("tags", null, "grid", null, "mood", "good", "moods", "{}", "note", "{x}")));

        deliver(database, method, records);

        assertThat(database.ask("SELECT string_agg(t::text, ' ' ORDER BY id) FROM t"))
                .isEqualTo("(1,\"{a,\"\"b c\"\",NULL}\",\"{{1,2},{3,4}}\",\"so so\",\"{good,\"\"so so\"\"}\",\"\","
                        + "\"\\\\x\",\"[1,5)\") (2,{},,,,,,empty) (3,,,good,{},{x},,)");
        assertThat(database.ask("SELECT tags[2] || grid[2][1] FROM t WHERE id = 1"))
                .isEqualTo("b c3");
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest"})
    void rowsAreDeletedByCompositeAndByEnumAndByArrayKeys(String method) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE TABLE t (a int, b text, PRIMARY KEY (a, b))",
                "CREATE TABLE moods (mood mood PRIMARY KEY)",
                "CREATE TABLE tagged (tags text[] PRIMARY KEY)",
                "INSERT INTO t VALUES (1, 'x'), (1, 'y'), (2, 'x')",
                "INSERT INTO moods VALUES ('good'), ('bad')",
                "INSERT INTO tagged VALUES ('{a,b}'), ('{b,a}')");
        PartitionLog moods = PartitionLog.of("moods", 0);
        PartitionLog tagged = PartitionLog.of("tagged", 0);
        List<SinkRecord> records = new ArrayList<>();
        records.add(log.append(fields("a", 1, "b", "x"), null));
        records.add(log.append(fields("a", 2, "b", "y"), null));
        records.add(moods.append("bad", null));
        records.add(tagged.append("{b,a}", null));

        Settings settings = Settings.upserting(database).with("write.method", method);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition(), moods.partition(), tagged.partition())
                    .deliver(records)
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(a || b, ' ' ORDER BY a, b) FROM t"))
                .isEqualTo("1y 2x");
        assertThat(database.ask("SELECT string_agg(mood::text, ' ') FROM moods"))
                .isEqualTo("good");
        assertThat(database.ask("SELECT string_agg(tags::text, ' ') FROM tagged"))
                .isEqualTo("{a,b}");
    }

    private void deliver(TestDatabase database, String method, List<SinkRecord> records) {
        Settings settings = Settings.upserting(database).with("write.method", method);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }
}
