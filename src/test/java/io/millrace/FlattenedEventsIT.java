package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With flatten=true the key of an event's row, as it is and as it was, may be nested. */
class FlattenedEventsIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Schema REF = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("part", SchemaBuilder.int32().optional().defaultValue(5).build())
            .build();

    private final DebeziumEvents events = DebeziumEvents.on(
            PARTITION, SchemaBuilder.struct().field("ref", REF).field("name", Schema.OPTIONAL_STRING_SCHEMA), "ref");
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (ref_id int, ref_part int, name text, here_only text DEFAULT 'kept',"
                + " PRIMARY KEY (ref_id, ref_part))");
    }

    private Struct row(int id, String name) {
        return events.row(new Struct(REF).put("id", id).put("part", 1), name);
    }

    @ParameterizedTest
    @CsvSource({
        "record_key, STRUCT", "record_key, MAP", "record_key, TEXT",
        "record_value, STRUCT", "record_value, MAP", "record_value, BYTES"
    })
    void rowsMoveAndGoByTheirNestedKeys(String pkMode, DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        database.execute("INSERT INTO t VALUES (1, 1, 'old', 'moved along'), (2, 1, 'old', 'kept')");
        Settings settings = Settings.upserting(database).with("flatten", true).with("pk.mode", pkMode);

        try (TaskDriver driver = TaskDriver.start(settings.map()).open(PARTITION)) {
            driver.deliver(List.of(
                            events.update(row(1, "old"), row(7, "moved")),
                            events.update(row(2, "old"), row(2, "changed")),
                            events.insert(row(3, "made")),
                            events.delete(row(3, "made"))))
                    .awaitDurable();
        }

        assertThat(database.ask(
                        "SELECT string_agg(concat_ws(' ', ref_id, name, here_only), '|' ORDER BY ref_id) FROM t"))
                .isEqualTo("2 changed kept|7 moved moved along");
    }
}
