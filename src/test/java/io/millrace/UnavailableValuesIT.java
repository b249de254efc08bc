package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that an event lacks leaves its column as it is, and makes no new row. */
class UnavailableValuesIT extends OrderEvents {
    @ParameterizedTest
    @CsvSource({"upsert, STRUCT", "upsert, MAP", "upsert, TEXT", "upsert, BYTES", "update, STRUCT", "update, TEXT"})
    void whatASourceDidNotHaveStaysAsItIs(String mode, DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        Settings settings = settings().with("insert.mode", mode);
        database.execute("INSERT INTO orders (id, name, doc, photo) VALUES (1, 'old', '{\"kept\": 1}', '\\x05')");
        database.execute("INSERT INTO orders (id, name, doc) VALUES (2, 'old', '{\"kept\": 2}')");

        deliver(
                settings,
                List.of(
                        events.update(lacking(1, "changed")),
                        events.update(order(2, "whole")),
                        events.update(lacking(2, "changed"))));

        assertThat(database.ask("SELECT string_agg(concat_ws(' ', id, name, doc), '|' ORDER BY id) FROM orders"))
                .isEqualTo("1 changed {\"kept\": 1}|2 changed {\"n\": 1}");
        assertThat(database.ask("SELECT photo FROM orders WHERE id = 1")).isEqualTo("\\x05");
    }

    /** PostgreSQL checks NOT NULL before it looks for a conflict. */
    @ParameterizedTest
    @CsvSource({"auto, STRUCT", "auto, MAP", "auto, TEXT", "copy, STRUCT"})
    void aColumnThatIsNeverNullStaysAsItIsToo(String method, DebeziumEvents.Form form) throws SQLException {
        events.as(form);
        database.execute("ALTER TABLE orders ALTER doc DROP DEFAULT, ALTER doc SET NOT NULL");
        database.execute("INSERT INTO orders (id, name, doc) VALUES (1, 'old', '{\"kept\": 1}')");
        Settings settings = settings().with("write.method", method);

        deliver(
                settings,
                List.of(
                        events.update(lacking(1, "changed")),
                        events.insert(order(2, "made")),
                        events.update(lacking(2, "changed")),
                        events.update(lacking(3, "gone"))));
        deliver(settings, List.of(events.update(order(2, "changed"), lacking(7, "moved"))));

        assertThat(database.ask("SELECT string_agg(concat_ws(' ', id, name, doc), '|' ORDER BY id) FROM orders"))
                .as("no new row can be made of such an event")
                .isEqualTo("1 changed {\"kept\": 1}|7 moved {\"n\": 1}");
    }

    @Test
    void whatASourceDidNotHaveIsRefusedWhereItIsNeeded() throws SQLException {
        Settings settings = Settings.of(database);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(new TopicPartition("orders", 0))
                    .deliver(List.of(events.insert(order(1, "made")), events.update(lacking(1, "changed"))));

            ConnectException failure = driver.awaitFailure();

            assertThat(failure)
                    .hasMessage(
                            "orders-0@1 → public.orders: column \"doc\" of public.orders: the event's source did not"
                                    + " have the value (unavailable.value.placeholder), which only insert.mode=upsert and"
                                    + " update can leave as it is");
            assertThat(driver.commit()).isEqualTo(Map.of(new TopicPartition("orders", 0), 1L));
        }
    }
}
