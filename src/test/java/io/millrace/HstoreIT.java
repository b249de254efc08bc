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
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps arrive in hstore columns, whichever way they are written, and wherever the extension lives. */
class HstoreIT {
    @ParameterizedTest(name = "{0} rows, {1}, {2}, {3}")
    @CsvSource({
        "10, insert, auto, int[]", "300, insert, copy, int[]", "300, insert, unnest, int", "20000, insert, auto, int",
        "10, upsert, auto, int", "300, upsert, copy, int[]", "300, upsert, unnest, int[]", "20000, upsert, auto, int"
    })
    void mapsAndTextsArriveAsTheirLiterals(int rows, String mode, String method, String beside) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(
                "CREATE SCHEMA extensions",
                "CREATE EXTENSION hstore SCHEMA extensions",
                "CREATE TABLE t (id int PRIMARY KEY, h extensions.hstore, n " + beside + ")");
        PartitionLog log = PartitionLog.of("t", 0);
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < rows; id += 5) {
            records.add(log.append(id, fields("h", fields("a\"b\\", "1'", "none", null), "n", null)));
            records.add(log.append(id + 1, fields("h", "a=>1, b=>NULL")));
            records.add(log.append(id + 2, fields("h", "{\"a\":\"ü\"}")));
            records.add(log.append(id + 3, fields("h", Map.of())));
            records.add(log.append(id + 4, fields("h", null)));
        }
        Settings settings = Settings.upserting(database)
                .with("insert.mode", mode)
                .with("delete.enabled", mode.equals("upsert"))
                .with("write.method", method);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }

        assertThat(database.count("t")).isEqualTo(rows);
        String shown = database.ask("SELECT string_agg(h, ' | ' ORDER BY h)"
                + " FROM (SELECT DISTINCT coalesce(h::text, 'null') COLLATE \"C\" AS h FROM t) each");
        assertThat(shown)
                .isEqualTo(
                        " | \"a\"=>\"1\", \"b\"=>NULL | \"a\"=>\"ü\" | \"a\\\"b\\\\\"=>\"1'\", \"none\"=>NULL | null");
    }
}
