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
                .flatMap(mode -> Stream.of("", ", UNIQUE (b)")
                        .flatMap(more -> Stream.of(40, 1500).map(count -> Arguments.of(mode, more, count))));
    }

    /** Against one row at a time: what the server takes stays, what it refuses leaves no trace. */
    @ParameterizedTest(name = "{0} of {2}{1}")
    @MethodSource("histories")
    void anyHistoryEndsAsOneRowAtATimeWould(String mode, String more, int count) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TestDatabase database = table(more);
        Map<Integer, Integer[]> table = new TreeMap<>();
        if (mode.equals("update")) {
            database.execute(
                    "INSERT INTO t SELECT id, 0, CASE WHEN id % 2 = 0 THEN -id - 1 END FROM generate_series(0, 9) id");
            for (int id = 0; id < 10; id++) {
                table.put(id, new Integer[] {0, id % 2 == 0 ? -id - 1 : null});
            }
        }
        Model model = new Model(mode, !more.isEmpty(), table);
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            int id = random.nextInt(1 + random.nextInt(10));
            int a = random.nextInt(4) == 0 ? -1 : at;
            int b = random.nextInt(20);
            Map<String, Object> value =
                    random.nextInt(6) == 0 ? null : random.nextBoolean() ? fields("a", a) : fields("a", a, "b", b);
            records.add(log.append(id, value));
            model.take(id, value);
        }

        List<String> reported = deliver(database, mode, records);

        assertThat(database.ask(ROWS)).as("seed %d", seed).isEqualTo(model.rows());
        assertThat(reported).as("seed %d", seed).doesNotHaveDuplicates().isSubsetOf(model.refused);
        if (mode.equals("insert")) {
            // Nothing is superseded, so nothing bad can be.
            assertThat(reported).as("seed %d", seed).hasSameElementsAs(model.refused);
        }
    }

    /** The table as one record at a time makes it, and which of them the server refuses. */
    private static final class Model {
        private final String mode;
        private final boolean unique;
        private final Map<Integer, Integer[]> table;
        private final List<String> refused = new ArrayList<>();
        private int offset;

        Model(String mode, boolean unique, Map<Integer, Integer[]> table) {
            this.mode = mode;
            this.unique = unique;
            this.table = table;
        }

        void take(int id, Map<String, Object> value) {
            String coordinates = "t-0@" + offset++;
            Integer[] held = table.get(id);
            if (value == null) {
                table.remove(id);
                return;
            }
            boolean ignored = (mode.equals("ignore") && held != null && (Integer) value.get("a") >= 0)
                    || (mode.equals("update") && held == null);
            if (ignored) {
                return;
            }
            Integer a = (Integer) value.get("a");
            Integer b = value.containsKey("b") ? (Integer) value.get("b") : held == null ? null : held[1];
            boolean meets = unique
                    && b != null
                    && table.entrySet().stream().anyMatch(it -> it.getKey() != id && b.equals(it.getValue()[1]));
            boolean twice = mode.equals("insert") && held != null;
            boolean same = twice && a.equals(held[0]) && (!value.containsKey("b") || b.equals(held[1]));
            if (a < 0 || meets || twice) {
                if (!same) {
                    refused.add(coordinates);
                }
            } else {
                table.put(id, new Integer[] {a, b});
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
        return table("");
    }

    private static TestDatabase table(String more) throws SQLException {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a >= 0), b int" + more + ")");
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
                .with("lanes", 2);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition());
            driver.put(records);
            driver.awaitDurable();
            return driver.deadLetters().coordinates();
        }
    }
}
