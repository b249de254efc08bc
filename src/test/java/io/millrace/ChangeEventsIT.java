package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as Debezium writes them do to the table what was done at the source. */
class ChangeEventsIT extends OrderEvents {
    @ParameterizedTest
    @CsvSource({
        "record_key, STRUCT", "record_key, MAP", "record_key, TEXT", "record_key, BYTES",
        "record_value, STRUCT", "record_value, MAP", "record_value, TEXT", "record_value, BYTES"
    })
    void rowsFollowTheirSource(String pkMode, DebeziumEvents.Form form) throws SQLException {
        events.as(form);
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

    @ParameterizedTest
    @EnumSource(
            value = DebeziumEvents.Form.class,
            names = {"STRUCT", "MAP", "TEXT", "BYTES"})
    void flattenedRowsAreDeletedByTheirMark(DebeziumEvents.Form form) throws SQLException {
        events.as(form);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"shop.${topic} | orders-0@0 → shop.orders", "${field.name} | orders-0@0: topic orders"})
    void anUnknownOpIsRefusedWithWhatIsKnownOfItsTable(String format, String where) {
        Settings settings = settings().with("table.name.format", format);

        assertThat(failure(settings, events.event("x", null, order(1, "made"), order(1, "made"))))
                .hasMessage(where + ": the change event's op is none of c, u, r, d, t and m");
    }

    @Test
    void anEventThatCannotBeReadNamesTheTableThatWasMet() throws SQLException {
        ConnectException failure =
                failure(settings(), events.insert(order(1, "made")), events.event("u", null, null, order(1, "made")));

        assertThat(failure)
                .hasMessage("orders-0@1 → public.orders: the change event has no after, and its op asks to write that");
        assertThat(rows()).isEqualTo("1 made");
    }

    private static ConnectException failure(Settings settings, SinkRecord... records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(List.of(records));
            return driver.awaitFailure();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DebeziumEvents.Form.class,
            names = {"STRUCT", "TEXT"})
    void theRowNamesTheTable(DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        database.execute("CREATE TABLE eu (LIKE orders INCLUDING ALL)");

        deliver(settings().with("table.name.format", "${field.name}"), List.of(events.insert(order(1, "eu"))));

        assertThat(database.count("eu")).isEqualTo(1);
    }

    /** Days and microseconds would be told from nothing but numbers. */
    @Test
    void anEventAmidItsSchemaIsRefusedWithTheConverterThatHelps() throws SQLException {
        events.as(DebeziumEvents.Form.WRAPPED_TEXT);
        try (TaskDriver driver = TaskDriver.start(settings().map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(List.of(events.insert(order(1, "made"))));

            assertThat(driver.awaitFailure())
                    .hasMessage(
                            "orders-0@0 → orders: the value is a change event inside of {schema, payload}: use"
                                    + " JsonConverter with value.converter.schemas.enable=true, which takes it out and knows its types");
        }
    }

    @Test
    void textsThatHaveTheWordsOfAnEventAndAreNoneAreRows() throws SQLException {
        database.execute("CREATE TABLE log (id bigint PRIMARY KEY, op text, source text, before text, note text)");
        PartitionLog log = PartitionLog.of("log", 0);
        Settings settings =
                Settings.upserting(database).with("pk.mode", "record_value").with("delete.enabled", false);

        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deliver(List.of(
                            log.append(null, "{\"id\": 1, \"op\": \"c\", \"source\": \"disk\", \"before\": \"x\"}"),
                            log.append(null, "{\"id\": 2, \"note\": \"\\\"op\\\"\", \"op\": {\"op\": [\"d\"]}}")))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(log::text, ' ' ORDER BY id) FROM log"))
                .isEqualTo("(1,c,disk,x,) (2,\"{\"\"op\"\": [\"\"d\"\"]}\",,,\"\"\"op\"\"\")");
    }

    @Test
    void aTextThatIsToStayWholeNeedNotBeAnEventNorJson() throws SQLException {
        database.execute("CREATE TABLE log (doc text)");
        PartitionLog log = PartitionLog.of("log", 0);
        Settings settings = Settings.of(database).with("value.column", "doc");

        try (TaskDriver driver = TaskDriver.start(settings.map()).open(log.partition())) {
            driver.deliver(List.of(log.append(null, "{\"op\": \"c\", \"after\": {")))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT doc FROM log")).isEqualTo("{\"op\": \"c\", \"after\": {");
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
