package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A row whose key was changed at the source moves, however its events tell it. */
class MovedRowsIT extends OrderEvents {
    @ParameterizedTest
    @EnumSource(
            value = DebeziumEvents.Form.class,
            names = {"STRUCT", "MAP", "TEXT", "BYTES"})
    void aKeyThatDebeziumSplitsInTwoMovesTheRow(DebeziumEvents.Form form) throws SQLException {
        events.as(form);

        deliver(
                settings(),
                List.of(
                        events.insert(order(1, "made")),
                        events.delete(keyOnly(1)),
                        events.tombstone(keyOnly(1)),
                        events.insert(order(7, "moved"))));

        assertThat(rows()).isEqualTo("7 moved");
    }

    @ParameterizedTest
    @CsvSource({
        "upsert, record_key, STRUCT",
        "upsert, record_key, TEXT",
        "upsert, record_value, STRUCT",
        "upsert, record_value, MAP",
        "upsert, record_value, BYTES",
        "update, record_value, STRUCT"
    })
    void anUpdateThatChangesTheKeyMovesTheRow(String mode, String pkMode, DebeziumEvents.Form form)
            throws SQLException {
        events.as(form);
        database.execute("INSERT INTO orders (id, name, doc, photo) VALUES (1, 'old', '{\"kept\": true}', '\\x05')");
        database.execute("ALTER TABLE orders ADD here_only text DEFAULT 'x'", "UPDATE orders SET here_only = 'kept'");
        Settings settings = settings().with("insert.mode", mode).with("pk.mode", pkMode);

        deliver(
                settings,
                List.of(events.update(order(1, "old"), lacking(7, "moved")), events.update(order(7, "done"))));
        assertThat(database.ask("SELECT concat_ws(' ', id, name, here_only) FROM orders"))
                .isEqualTo("7 done kept");

        deliver(settings, List.of(events.update(order(7, "done"), lacking(8, "moved"))));
        assertThat(database.ask("SELECT concat_ws(' ', id, name, doc, here_only) FROM orders"))
                .as("what the event lacks moves along")
                .isEqualTo("8 moved {\"n\": 1} kept");
    }

    /** Another program's events may have the key from before as the record's. */
    @ParameterizedTest
    @EnumSource(
            value = DebeziumEvents.Form.class,
            names = {"STRUCT", "MAP", "TEXT"})
    void aMoveWhoseRecordHasTheFormerKeyIsRefused(DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        SinkRecord former = events.insert(order(1, "made"));
        SinkRecord move = events.update(order(1, "made"), order(7, "moved"));
        SinkRecord rekeyed = move.newRecord(
                move.topic(),
                move.kafkaPartition(),
                former.keySchema(),
                former.key(),
                move.valueSchema(),
                move.value(),
                move.timestamp());

        try (TaskDriver driver = TaskDriver.start(settings().map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(List.of(former, rekeyed));

            assertThat(driver.awaitFailure())
                    .hasMessageContaining("the record's key is the one from before: set pk.mode=record_value");
        }
        assertThat(rows()).isEqualTo("1 made");
    }

    @Test
    void aMoveOntoARowThatIsThereLeavesItWhatTheEventLacks() throws SQLException {
        database.execute("INSERT INTO orders (id, name, doc) VALUES (1, 'old', '{}'), (7, 'there', '{\"there\": 1}')");
        List<SinkRecord> move = List.of(events.update(order(1, "old"), lacking(7, "moved")));

        deliver(settings(), move);
        deliver(settings(), move);

        assertThat(database.ask("SELECT concat_ws(' ', id, name, doc) FROM orders"))
                .as("as after an earlier attempt, of which the row may be newer")
                .isEqualTo("7 moved {\"there\": 1}");
    }

    @Test
    void aMoveOfARowThatIsNotHereWritesIt() throws SQLException {
        deliver(settings(), List.of(events.update(order(1, "old"), order(7, "moved"))));

        assertThat(rows()).isEqualTo("7 moved");
    }

    @Test
    void aKeyThatIsTheSameToPostgresIsNotMoved() throws SQLException {
        database.execute("DROP TABLE orders", "CREATE TABLE orders (total numeric PRIMARY KEY, name text, kept text)");
        database.execute("INSERT INTO orders VALUES (1.5, 'old', 'kept')");
        DebeziumEvents prices = DebeziumEvents.on(
                "orders",
                SchemaBuilder.struct().field("total", Schema.STRING_SCHEMA).field("name", Schema.STRING_SCHEMA),
                "total");

        deliver(
                settings().with("pk.mode", "record_value").with("pk.fields", "total"),
                List.of(prices.update(prices.row("1.5", "old"), prices.row("1.50", "new"))));

        assertThat(database.ask("SELECT concat_ws(' ', total, name, kept) FROM orders"))
                .isEqualTo("1.5 new kept");
    }

    @ParameterizedTest
    @CsvSource({"at_least_once", "exactly_once"})
    void aMoveThatIsRefusedMovesNothing(String guarantee) throws SQLException {
        database.execute("ALTER TABLE orders ADD CHECK (name <> 'bad')");
        Settings settings =
                settings().tolerating().with("delivery.guarantee", guarantee).with("pk.mode", "record_value");

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(
                            events.insert(order(1, "old")),
                            events.insert(order(7, "there")),
                            events.update(order(1, "old"), order(7, "bad")),
                            events.update(order(1, "old"), order(8, "moved"))))
                    .awaitDurable();

            assertThat(driver.deadLetters().coordinates()).containsExactly("orders-0@2");
        }
        assertThat(rows()).isEqualTo("7 there|8 moved");
    }

    @Test
    void aMoveThatIsRefusedEndsTheTaskWhereNothingIsTolerated() throws SQLException {
        database.execute("ALTER TABLE orders ADD CHECK (name <> 'bad')");
        try (TaskDriver driver = TaskDriver.start(settings().map())) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(events.insert(order(1, "old")), events.update(order(1, "old"), order(7, "bad"))));

            assertThat(driver.awaitFailure())
                    .hasMessageContaining("orders-0@1")
                    .hasMessageContaining("check_violation (23514)");
            assertThat(driver.commit()).isEqualTo(Map.of(new TopicPartition("orders", 0), 1L));
        }
        assertThat(rows()).isEqualTo("1 old");
    }

    @ParameterizedTest
    @CsvSource({"at_least_once", "exactly_once"})
    void aMoveThatIsOlderThanWhatIsThereChangesNothingThere(String guarantee) throws SQLException {
        database.execute(
                "ALTER TABLE orders ADD version int", "INSERT INTO orders (id, name, version) VALUES (1, 'old', 1)");
        database.execute("INSERT INTO orders (id, name, version) VALUES (7, 'newest', 9)");
        DebeziumEvents versions = DebeziumEvents.on(
                "orders",
                SchemaBuilder.struct()
                        .field("id", Schema.INT64_SCHEMA)
                        .field("name", Schema.STRING_SCHEMA)
                        .field("version", Schema.INT32_SCHEMA),
                "id");
        Settings settings = settings().with("delivery.guarantee", guarantee).with("upsert.when.newer", "version");

        deliver(
                settings,
                List.of(
                        versions.update(versions.row(1L, "old", 1), versions.row(7L, "moved", 2)),
                        versions.update(versions.row(7L, "moved", 2), versions.row(8L, "newer", 10))));

        assertThat(rows()).isEqualTo("8 newer");
    }

    @ParameterizedTest
    @CsvSource({"at_least_once", "exactly_once"})
    void aMoveToWhereNoPartitionIsTellsSo(String guarantee) throws SQLException {
        database.execute(
                "ALTER TABLE orders RENAME TO ones",
                "CREATE TABLE orders (LIKE ones INCLUDING ALL) PARTITION BY LIST (id)",
                "ALTER TABLE orders ATTACH PARTITION ones FOR VALUES IN (1)",
                "INSERT INTO orders (id, name) VALUES (1, 'old')");
        Settings settings = settings().with("delivery.guarantee", guarantee);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(events.update(order(1, "old"), order(7, "moved"))));

            assertThat(driver.awaitFailure())
                    .hasMessageContaining("public.orders: check_violation (23514), no partition of public.orders takes"
                            + " the row: make one for it, or a DEFAULT partition (the table is partitioned by id)");
        }
        assertThat(rows()).isEqualTo("1 old");
    }

    @Test
    void nullsLeaveWhatMovedAlong() throws SQLException {
        database.execute("INSERT INTO orders (id, name) VALUES (1, 'old')");

        deliver(settings().with("nulls.keep.existing", true), List.of(events.update(order(1, "old"), order(7, null))));

        assertThat(rows()).isEqualTo("7 old");
    }
}
