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
import org.junit.jupiter.api.Test;

/** Tables that are made and changed for change events are those of the rows that the events tell of. */
class TablesOfEventsIT {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    private static SchemaBuilder row() {
        return SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field(
                        "at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .optional()
                                .build())
                .field(
                        "doc",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Json")
                                .optional()
                                .build());
    }

    @Test
    void theTableIsThatOfTheRowAndFollowsIt() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Settings settings = Settings.upserting(database).with("schema.evolution", "basic");
        DebeziumEvents events = DebeziumEvents.on(FIRST, row(), "id");
        DebeziumEvents later = DebeziumEvents.on(SECOND, row().field("note", Schema.OPTIONAL_STRING_SCHEMA), "id");

        try (TaskDriver task = TaskDriver.start(settings.map()).open(FIRST, SECOND)) {
            task.deliver(List.of(events.insert(events.row(1, 1_000_001L, "{\"a\": 1}"))))
                    .awaitDurable();
            task.deliver(List.of(later.insert(later.row(2, null, null, "new")))).awaitDurable();
        }

        assertThat(database.types("t")).isEqualTo("id integer, at timestamp without time zone, doc jsonb, note text");
        assertThat(database.ask("SELECT at || ' ' || doc FROM t WHERE id = 1"))
                .isEqualTo("1970-01-01 00:00:01.000001 {\"a\": 1}");
        assertThat(database.ask("SELECT note FROM t WHERE id = 2")).isEqualTo("new");
    }
}
