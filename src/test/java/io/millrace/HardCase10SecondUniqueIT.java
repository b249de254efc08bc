package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rows of different keys can meet in a second unique index, they are written in the order in which they came. */
class HardCase10SecondUniqueIT {
    private static final String ROWS = "SELECT string_agg(id || ' ' || email, ', ' ORDER BY id) FROM users";

    private final PartitionLog log = PartitionLog.of("users", 0);
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE)");
        settings = Settings.upserting(database).with("lanes", 4);
    }

    @Test
    void aValueIsPassedOnFromADeletedRow() throws SQLException {
        deliver(List.of(log.append(1, fields("email", "x")), log.append(2, fields("email", "y"))));

        deliver(List.of(
                log.append(2, null),
                log.append(3, fields("email", "y")),
                log.append(1, null),
                log.append(2, fields("email", "x"))));

        assertThat(database.ask(ROWS)).isEqualTo("2 x, 3 y");
    }

    @Test
    void twoRowsSwapTheirValuesWithinABatch() throws SQLException {
        deliver(List.of(log.append(1, fields("email", "a")), log.append(2, fields("email", "b"))));

        // Coalesced, the batch would give 1 the value that 2 still has.
        deliver(List.of(
                log.append(1, fields("email", "for a moment")),
                log.append(2, fields("email", "a")),
                log.append(1, fields("email", "b"))));

        assertThat(database.ask(ROWS)).isEqualTo("1 b, 2 a");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void valuesWanderAsOneRowAtATimeWouldMoveThem(long seed) throws SQLException {
        Map<Integer, String> expected = new TreeMap<>();

        deliver(wandering(new Random(seed), expected));

        Map<Integer, String> found = new TreeMap<>();
        String rows = database.ask(ROWS);
        for (String row : rows.split(", ")) {
            found.put(Integer.valueOf(row.split(" ")[0]), row.split(" ")[1]);
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Few values move among few rows, each move legal by itself. */
    private List<SinkRecord> wandering(Random random, Map<Integer, String> rows) {
        Map<String, Integer> holders = new HashMap<>();
        List<SinkRecord> records = new ArrayList<>();
        while (records.size() < 1_000) {
            int id = random.nextInt(8);
            String email = "e" + random.nextInt(10);
            boolean delete = random.nextInt(4) == 0;
            if (delete) {
                holders.values().remove(id);
                rows.remove(id);
                records.add(log.append(id, null));
            } else if (holders.getOrDefault(email, id) == id) {
                holders.values().remove(id);
                holders.put(email, id);
                rows.put(id, email);
                records.add(log.append(id, fields("email", email)));
            }
        }
        return records;
    }

    private void deliver(List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }
    }
}
