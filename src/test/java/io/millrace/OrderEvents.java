package io.millrace;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The events of a table of orders, as Debezium writes them, and the table they go to: what tests of events share. */
abstract class OrderEvents {
    static final String UNAVAILABLE = "__debezium_unavailable_value";
    private static final String TABLE = "CREATE TABLE orders (id bigint PRIMARY KEY, name text, total numeric(10, 2),"
            + " doc jsonb DEFAULT '{}', photo bytea, at timestamptz)";

    private static TestDatabase shared;

    final DebeziumEvents events = DebeziumEvents.on(
            "orders",
            SchemaBuilder.struct()
                    .field("id", Schema.INT64_SCHEMA)
                    .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                    .field("total", Decimal.builder(2).optional().build())
                    .field("doc", text("io.debezium.data.Json"))
                    .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
                    .field("at", text("io.debezium.time.ZonedTimestamp")),
            "id");
    TestDatabase database;

    private static Schema text(String name) {
        return SchemaBuilder.string().name(name).version(1).optional().build();
    }

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
        database.execute(TABLE);
    }

    final Struct order(long id, String name) {
        return events.row(id, name, new BigDecimal("9.90"), "{\"n\":1}", new byte[] {1, 2}, "2026-11-21T04:00:00Z");
    }

    /** As an update brings it that touched none of the large values. */
    final Struct lacking(long id, String name) {
        byte[] photo = UNAVAILABLE.getBytes(StandardCharsets.UTF_8);
        return events.row(id, name, new BigDecimal("9.90"), UNAVAILABLE, photo, "2026-11-21T04:00:00Z");
    }

    final Struct keyOnly(long id) {
        return events.row(id);
    }

    final Settings settings() {
        return Settings.upserting(database).with("pk.fields", "id").with("lanes", 3);
    }

    static void deliver(Settings settings, List<SinkRecord> records) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0)).deliver(records).awaitDurable();
        }
    }

    final String rows() throws SQLException {
        return database.ask("SELECT string_agg(id || ' ' || name, '|' ORDER BY id, name) FROM orders");
    }
}
