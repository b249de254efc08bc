package io.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.encode.JsonMembers;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.RandomRows;
import io.millrace.testing.Settings;
import io.millrace.testing.ShapedValue;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random rows of random columns, as Struct, map, text or bytes, written again and again and deleted: the table is what
 * PostgreSQL makes of the same documents one by one.
 */
class RandomShapesIT {
    private static final String ONE_BY_ONE = """
            DO $$ DECLARE r record; BEGIN
              FOR r IN SELECT * FROM texts ORDER BY seq LOOP
                IF r.doc IS NULL THEN
                  DELETE FROM merged WHERE id = r.id;
                ELSE
                  INSERT INTO merged VALUES (r.id, r.doc)
                    ON CONFLICT (id) DO UPDATE SET doc = merged.doc || excluded.doc;
                END IF;
              END LOOP;
            END $$""";

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final JsonMembers members = new JsonMembers("the text");

    @ParameterizedTest(name = "{0} records of {1} keys, {2}, seed {3}")
    @CsvSource({
        "400, 20, auto, 1",
        "1500, 700, copy, 2",
        "1500, 700, unnest, 3",
        "1500, 60, auto, 4",
        "400, 400, copy, 5",
        "400, 100, unnest, 6"
    })
    void theTableIsAsIfTheyHadComeOneByOne(int count, int keys, String method, long seed) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE t " + RandomRows.TABLE,
                "CREATE TABLE texts (seq int, id bigint, doc jsonb)",
                "CREATE TABLE merged (id bigint PRIMARY KEY, doc jsonb)");
        Random random = new Random(seed);
        RandomRows rows = new RandomRows(seed);
        List<SinkRecord> records = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO texts VALUES (?, ?, ?::jsonb)")) {
            for (int seq = 0; seq < count; seq++) {
                long id = random.nextInt(keys);
                String text = random.nextInt(8) == 0 ? null : rows.next(id);
                records.add(record(id, text, random));
                insert.setInt(1, seq);
                insert.setLong(2, id);
                insert.setString(3, text);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Settings settings = Settings.upserting(database)
                .with("pk.fields", "id")
                .with("write.method", method)
                .with("lanes", 3);

        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deliver(records, 1 + random.nextInt(count)).awaitDurable();
        }

        database.execute(ONE_BY_ONE);
        String expected = "(SELECT (jsonb_populate_record(NULL::t, doc)).* FROM merged)";
        assertThat(database.ask("SELECT min(e::text) FROM (TABLE t EXCEPT " + expected + ") e"))
                .isNull();
        assertThat(database.ask("SELECT min(e::text) FROM (" + expected + " EXCEPT TABLE t) e"))
                .isNull();
        assertThat(database.count("t")).isEqualTo(database.count("merged")).isPositive();
    }

    private SinkRecord record(long id, String text, Random random) {
        if (text == null) {
            return log.append(id, null);
        }
        return switch (random.nextInt(4)) {
            case 0 -> log.append(null, id, Schema.STRING_SCHEMA, text);
            case 1 -> log.append(null, id, Schema.BYTES_SCHEMA, text.getBytes(UTF_8));
            case 2 -> log.append(id, members.of(text));
            default -> shaped(id, ShapedValue.of(members.of(text)));
        };
    }

    private SinkRecord shaped(long id, ShapedValue value) {
        return log.append(null, id, value.schema(), value.value());
    }
}
