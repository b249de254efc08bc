package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as Debezium writes them do to the table what was done at the source. */
class ChangeEventsIT extends OrderEvents {
    @ParameterizedTest
    @CsvSource({"record_key, true", "record_key, false", "record_value, true", "record_value, false"})
    void rowsFollowTheirSource(String pkMode, boolean withSchemas) throws SQLException {
        shape(withSchemas);
        List<SinkRecord> records = List.of(
                events.snapshot(order(1, "read")),
                events.snapshot(order(2, "read")),
                events.insert(order(3, "made")),
                events.update(order(1, "changed")),
                events.update(order(3, "made"), order(3, "changed")),
                events.delete(keyOnly(2)),
                events.tombstone(keyOnly(2)),
                events.insert(order(4, "made")),
                events.delete(order(4, "made")),
                events.tombstone(keyOnly(4)),
                events.insert(order(4, "made again")));

        deliver(settings().with("pk.mode", pkMode), records);

        assertThat(rows()).isEqualTo("1 changed|3 changed|4 made again");
    }

    @Test
    void everyColumnHasItsValue() throws SQLException {
        deliver(settings(), List.of(events.insert(order(1, "made"))));

        assertThat(database.ask("SELECT orders::text FROM orders"))
                .isEqualTo("(1,made,9.90,\"{\"\"n\"\": 1}\",\"\\\\x0102\",\"2026-11-21 04:00:00+00\")");
    }

    @Test
    void flattenedRowsAreDeletedByTheirMark() throws SQLException {
        deliver(
                settings(),
                List.of(
                        events.flattened(order(1, "made"), false),
                        events.flattened(order(2, "made"), false),
                        events.flattened(order(1, "made"), true)));
        assertThat(rows()).isEqualTo("2 made");

        deliver(
                settings().with("pk.mode", "record_value"),
                List.of(events.flattened(order(2, "made"), true), events.flattened(order(3, "made"), false)));
        assertThat(rows()).isEqualTo("3 made");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableWithAColumnForTheMarkKeepsDeletedRows(boolean deletes) throws SQLException {
        database.execute("ALTER TABLE orders ADD __deleted boolean");

        deliver(
                settings().with("delete.enabled", deletes),
                List.of(events.flattened(order(1, "made"), false), events.flattened(order(1, "gone"), true)));

        assertThat(database.ask("SELECT concat_ws(' ', id, name, __deleted) FROM orders"))
                .isEqualTo("1 gone t");
    }

    @Test
    void deletesArePassedOverWhereTheyAreOff() throws SQLException {
        Settings settings = Settings.of(database).with("insert.mode", "upsert").with("pk.mode", "record_key");

        deliver(
                settings,
                List.of(
                        events.insert(order(1, "made")),
                        events.insert(order(2, "made")),
                        events.delete(order(1, "made")),
                        events.tombstone(keyOnly(1)),
                        events.flattened(order(2, "gone"), true)));

        assertThat(rows()).isEqualTo("1 made|2 made");
    }

    @Test
    void aDeleteFailsTheTaskWhereItIsToBeToldOf() throws SQLException {
        Settings settings = Settings.of(database).with("behavior.on.null.values", "fail");
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(List.of(events.delete(order(1, "made"))));

            assertThat(driver.awaitFailure())
                    .hasMessage("orders-0@0 → public.orders: the record deletes a row, and"
                            + " behavior.on.null.values=fail");
        }
    }

    @Test
    void messagesAreNobodysRows() throws SQLException {
        deliver(settings(), List.of(events.insert(order(1, "made")), events.message()));

        assertThat(rows()).isEqualTo("1 made");
    }

    @Test
    void anUnknownOpIsRefusedWithItsCoordinates() throws SQLException {
        try (TaskDriver driver = TaskDriver.start(settings().map())) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(events.event("x", null, order(1, "made"), order(1, "made"))));

            assertThat(driver.awaitFailure())
                    .hasMessage("orders-0@0: the change event's op is none of c, u, r, d, t and m");
        }
    }

    @Test
    void theRowNamesTheTable() throws SQLException {
        database.execute("CREATE TABLE eu (LIKE orders INCLUDING ALL)");

        deliver(settings().with("table.name.format", "${field.name}"), List.of(events.insert(order(1, "eu"))));

        assertThat(database.count("eu")).isEqualTo(1);
    }

    @Test
    void eventsAreRowsWhereTheyAreNotRecognised() throws SQLException {
        database.execute(
                "DROP TABLE orders",
                "CREATE TABLE orders (op text, ts_ms bigint, after jsonb, before jsonb,"
                        + " source jsonb, transaction jsonb, ts_us bigint, ts_ns bigint)");
        DebeziumEvents bare = events.withoutSchemas();
        SinkRecord event = bare.message();
        Settings settings = Settings.of(database).with("change.events", "none");

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(List.of(event));

            assertThat(driver.awaitFailure()).hasMessageContaining("\"message\" has no column in public.orders");
        }
    }
}
