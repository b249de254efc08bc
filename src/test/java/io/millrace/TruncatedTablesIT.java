package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that was emptied at the source is emptied where that is asked for. */
class TruncatedTablesIT extends OrderEvents {
    @ParameterizedTest
    @CsvSource({"true, STRUCT", "true, MAP", "true, TEXT", "true, BYTES", "false, STRUCT"})
    void aTruncateEmptiesTheTableWhereThatIsOn(boolean enabled, DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        database.execute("INSERT INTO orders (id) SELECT generate_series(100, 200)");

        TaskDriver driver =
                TaskDriver.start(settings().with("truncate.enabled", enabled).map());
        try (driver) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(
                            events.insert(order(1, "before")),
                            events.insert(order(2, "before")),
                            events.truncate(),
                            events.insert(order(2, "after"))))
                    .awaitDurable();
        }

        assertThat(database.count("orders")).isEqualTo(enabled ? 1 : 103);
        assertThat(database.ask("SELECT name FROM orders WHERE id = 2")).isEqualTo("after");
    }

    @Test
    void aTableThatOthersReferToIsEmptiedAsWell() throws SQLException {
        database.execute("CREATE TABLE items (id int PRIMARY KEY, o bigint REFERENCES orders ON DELETE CASCADE)");
        database.execute("INSERT INTO orders (id) VALUES (1), (2)", "INSERT INTO items VALUES (1, 1)");

        deliver(
                settings().with("truncate.enabled", true),
                List.of(events.truncate(), events.insert(order(3, "after"))));

        assertThat(rows()).isEqualTo("3 after");
        assertThat(database.count("items")).isZero();
    }

    @Test
    void aTableWithoutAKeyIsTruncatedToo() throws SQLException {
        database.execute("DROP TABLE orders", "CREATE TABLE orders AS SELECT 1::bigint AS id, 'x' AS name");
        DebeziumEvents plain = DebeziumEvents.on(
                "orders",
                SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).field("name", Schema.STRING_SCHEMA),
                "id");
        Settings settings = Settings.of(database).with("truncate.enabled", true);

        deliver(
                settings,
                List.of(
                        plain.insert(plain.row(2L, "before")),
                        plain.truncate(),
                        plain.insert(plain.row(3L, "after")),
                        plain.update(plain.row(3L, "again"))));

        assertThat(rows()).isEqualTo("3 after|3 again");
    }
}
