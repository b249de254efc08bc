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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables tied by foreign keys, by a trigger or to themselves are written so that every row finds what it needs. */
class TiedTablesIT {
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest", "auto"})
    void parentsPrecedeChildrenAndChildrenGoFirst(String method) throws SQLException {
        database.execute(
                "CREATE TABLE orders (id int PRIMARY KEY, v int)",
                "CREATE TABLE lines (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders)");
        PartitionLog orders = PartitionLog.of("orders", 0);
        PartitionLog lines = PartitionLog.of("lines", 0);
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < 2_000; id++) {
            records.add(orders.append(id, fields("v", id)));
            records.add(lines.append(id, fields("order_id", id)));
        }
        for (int id = 0; id < 1_000; id++) {
            records.add(lines.append(id, null));
            records.add(orders.append(id, null));
        }

        deliver(method, records, orders, lines);

        assertThat(database.count("orders")).isEqualTo(1_000);
        assertThat(database.count("lines")).isEqualTo(1_000);
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"copy", "unnest", "auto"})
    void aTreesRowsAreWrittenInTheOrderInWhichTheyCame(String method) throws SQLException {
        database.execute("CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree)");
        PartitionLog tree = PartitionLog.of("tree", 0);
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 2_000; id > 0; id--) {
            records.add(tree.append(id, fields("parent", id == 2_000 ? null : id + 1)));
        }
        for (int id = 1; id <= 1_000; id++) {
            records.add(tree.append(id, null));
        }

        deliver(method, records, tree);

        assertThat(database.count("tree")).isEqualTo(1_000);
    }

    private void deliver(String method, List<SinkRecord> records, PartitionLog... logs) {
        Settings settings =
                Settings.upserting(database).with("write.method", method).with("lanes", 4);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            for (PartitionLog log : logs) {
                driver.open(log.partition());
            }
            driver.deliver(records).awaitDurable();
        }
    }
}
