package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.RandomSeed;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the newest row of a key is refused, the table holds what it superseded, as if it had never come. */
class HardCase08RefusedNewestIT {
    private static final String ROWS = "SELECT coalesce(string_agg(id || ' ' || coalesce(a::text, '-') || ' '"
            + " || coalesce(b::text, '-'), ', ' ORDER BY id), '') FROM t";

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @Test
    void thePredecessorOfARefusedRowIsWritten() throws SQLException {
        List<String> reported = deliver(
                "upsert",
                List.of(
                        log.append(1, fields("a", 1, "b", 1)),
                        log.append(1, fields("a", 2, "b", 2)),
                        log.append(1, fields("a", -1, "b", 3)),
                        log.append(2, fields("a", 5, "b", 5))));

        assertThat(shared.ask(ROWS)).isEqualTo("1 2 2, 2 5 5");
        assertThat(reported).containsExactly("t-0@2");
    }

    @Test
    void aRowThatWasMergedIsTakenApart() throws SQLException {
        List<String> reported =
                deliver("upsert", List.of(log.append(1, fields("a", 1, "b", 1)), log.append(1, fields("a", -1))));

        assertThat(shared.ask(ROWS)).isEqualTo("1 1 1");
        assertThat(reported).containsExactly("t-0@1");
    }

    @Test
    void aDeleteBeforeARefusedRowIsDone() throws SQLException {
        List<String> reported = deliver(
                "upsert",
                List.of(log.append(1, fields("a", 1, "b", 1)), log.append(1, null), log.append(1, fields("a", -1))));

        assertThat(shared.ask(ROWS)).isEmpty();
        assertThat(reported).containsExactly("t-0@2");
    }

    @Test
    void aDeleteThatAChildForbidsLeavesWhatCameBefore() throws SQLException {
        TestDatabase database = table();
        database.execute(
                "INSERT INTO t VALUES (1, 0, 0)",
                "CREATE TABLE child (id int PRIMARY KEY, t int REFERENCES t)",
                "INSERT INTO child VALUES (1, 1)");

        List<String> reported = deliver(
                database,
                "upsert",
                List.of(log.append(1, fields("a", 1, "b", 1)), log.append(1, null), log.append(2, fields("a", 2))));

        assertThat(database.ask(ROWS)).isEqualTo("1 1 1, 2 2 -");
        assertThat(reported).containsExactly("t-0@1");
    }

    @Test
    void whereTheFirstOfAKeyIsKeptTheFirstGoodOneIs() throws SQLException {
        List<String> reported = deliver(
                "ignore",
                List.of(log.append(1, fields("a", -1)), log.append(1, fields("a", 2)), log.append(1, fields("a", 3))));

        assertThat(shared.ask(ROWS)).isEqualTo("1 2 -");
        assertThat(reported).containsExactly("t-0@0");
    }

    static Stream<Arguments> histories() {
        return Stream.of("upsert", "ignore", "update", "insert")
                .flatMap(mode -> Stream.of(false, true)
                        .flatMap(ordered -> Stream.of(40, mode.equals("insert") ? 200 : 1500)
                                .map(count -> Arguments.of(mode, ordered, count))));
    }

    /** Against one row at a time: what the server takes stays, what it refuses leaves no trace. */
    @ParameterizedTest(name = "{0} of {2}, ordered: {1}")
    @MethodSource("histories")
    void anyHistoryEndsAsOneRowAtATimeWould(String mode, boolean ordered, int count) throws SQLException {
        RandomSeed seed = RandomSeed.given();
        Random random = seed.random(mode + ordered + count);
        TestDatabase database = table();
        if (ordered) {
            database.execute(
                    "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                    "CREATE TRIGGER look BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION look()");
        }
        Model model = new Model(mode);
        if (mode.equals("update")) {
            database.execute("INSERT INTO t SELECT id, 0, NULL FROM generate_series(0, 9) id");
            for (int id = 0; id < 10; id++) {
                model.table.put(id, new Integer[] {0, null});
            }
        }
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            int id = random.nextInt(1 + random.nextInt(10));
            Map<String, Object> value = value(random, at);
            records.add(log.append(id, value));
            model.take(id, value);
        }

        List<String> reported = deliver(database, mode, records);

        assertThat(database.ask(ROWS)).as("%s", seed).isEqualTo(model.rows());
        assertThat(reported).as("%s", seed).doesNotHaveDuplicates().isSubsetOf(model.refused);
        if (mode.equals("insert")) {
            // Nothing is superseded, so nothing bad can be.
            assertThat(reported).as("%s", seed).hasSameElementsAs(model.refused);
        }
    }

    /** What is bad of a row stays so until another row brings the same column. */
    private static Map<String, Object> value(Random random, int at) {
        int b = random.nextInt(20);
        if (random.nextInt(6) == 0) {
            return null;
        }
        return random.nextBoolean() ? fields("b", b) : fields("a", random.nextInt(4) == 0 ? -1 : at, "b", b);
    }

    /** The table as one record at a time makes it, and which of them the server refuses. */
    private static final class Model {
        private final String mode;
        private final Map<Integer, Integer[]> table = new TreeMap<>();
        private final List<String> refused = new ArrayList<>();
        private int offset;

        Model(String mode) {
            this.mode = mode;
        }

        void take(int id, Map<String, Object> value) {
            String coordinates = "t-0@" + offset++;
            Integer[] held = table.get(id);
            if (value == null) {
                table.remove(id);
                return;
            }
            Integer a = (Integer) value.get("a");
            boolean isBad = a != null && a < 0;
            boolean isThere = held != null;
            Integer[] row = {a == null && isThere ? held[0] : a, (Integer) value.get("b")};
            boolean isSame = isThere && Arrays.equals(row, held);
            if (mode.equals("insert")
                    ? (isBad || (isThere && !isSame))
                    : isBad && !(mode.equals("update") && !isThere)) {
                refused.add(coordinates);
            } else if (!(mode.equals("ignore") && isThere) && !(mode.equals("update") && !isThere)) {
                table.put(id, row);
            }
        }

        String rows() {
            List<String> rows = new ArrayList<>();
            table.forEach((id, row) -> rows.add(id + " " + text(row[0]) + " " + text(row[1])));
            return String.join(", ", rows);
        }

        private static String text(Integer value) {
            return value == null ? "-" : value.toString();
        }
    }

    private static TestDatabase table() throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a >= 0), b int)");
        return database;
    }

    private List<String> deliver(String mode, List<SinkRecord> records) throws SQLException {
        return deliver(table(), mode, records);
    }

    private List<String> deliver(TestDatabase database, String mode, List<SinkRecord> records) {
        Settings settings = Settings.upserting(database)
                .tolerating()
                .with("insert.mode", mode)
                .with("pk.fields", "id")
                // What a parent is waited for before its child counts as bad.
                .with("foreign.key.retry.ms", 200)
                .with("lanes", 2);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());
            driver.put(records);
            driver.awaitDurable();
            return driver.deadLetters().coordinates();
        }
    }
}
