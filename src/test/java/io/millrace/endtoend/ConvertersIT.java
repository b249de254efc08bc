package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same events by each of Connect's own converters on a real worker: the rows are the same, and exact by the raw ones. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvertersIT {
    private static final int ROWS = 2_000;
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String SCHEMA = "{\"type\":\"struct\",\"optional\":false,\"fields\":["
            + "{\"field\":\"id\",\"type\":\"int64\",\"optional\":false},"
            + "{\"field\":\"note\",\"type\":\"string\",\"optional\":true},"
            + "{\"field\":\"ratio\",\"type\":\"double\",\"optional\":true},"
            + "{\"field\":\"at\",\"type\":\"string\",\"optional\":true},"
            + "{\"field\":\"tags\",\"type\":\"array\",\"items\":{\"type\":\"string\",\"optional\":false},\"optional\":true},"
            + "{\"field\":\"doc\",\"type\":\"struct\",\"optional\":true,\"fields\":["
            + "{\"field\":\"a\",\"type\":\"int32\",\"optional\":true}]}]}";

    private ProcessStack stack;

    @BeforeAll
    void start(KafkaServer broker) throws SQLException {
        stack = ProcessStack.beside(broker, KafkaJars.current());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void everyConverterGivesTheSameRows() throws Exception {
        Map<String, String> rows = new TreeMap<>();

        rows.put("strings", rowsBy("strings", Map.of("value.converter", STRING), false));
        rows.put("bytes", rowsBy("bytes", Map.of("value.converter", BYTES, "key.converter", BYTES), false));
        rows.put(
                "schemaless",
                rowsBy(
                        "schemaless",
                        Map.of("value.converter", JSON, "value.converter.schemas.enable", "false"),
                        false));
        rows.put(
                "schemas",
                rowsBy("schemas", Map.of("value.converter", JSON, "value.converter.schemas.enable", "true"), true));

        assertThat(rows.get("strings")).hasSizeGreaterThan(ROWS * 20);
        assertThat(rows).allSatisfy((converter, content) -> assertThat(content).isEqualTo(rows.get("strings")));
    }

    @Test
    void numbersOfTextAreExactWhereJsonConverterLosesThem() throws Exception {
        try (Scenario it = new Scenario(stack, "exact").topic(1);
                Events events = new Events(stack.bootstrapServers())) {
            it.execute("CREATE TABLE " + it.name + " (n numeric)");
            events.appendRaw(it.name, "{\"n\":18446744073709551617}");
            events.appendRaw(it.name, "{\"n\":0.1234567890123456789}");
            events.flush();

            it.with("insert.mode", "insert")
                    .with("pk.mode", "none")
                    .with("value.converter", STRING)
                    .run(1);
            it.awaitNoLag();

            assertThat(ask("SELECT string_agg(n::text, ' ' ORDER BY n) FROM " + it.name))
                    .isEqualTo("0.1234567890123456789 18446744073709551617");
        }
    }

    private String rowsBy(String subject, Map<String, String> converters, boolean enveloped) throws Exception {
        try (Scenario it = new Scenario(stack, subject).topic(2);
                Events events = new Events(stack.bootstrapServers())) {
            it.execute("CREATE TABLE " + it.name + " (id bigint PRIMARY KEY, note text, ratio float8, at timestamptz,"
                    + " tags text[], doc jsonb)");
            for (int id = 0; id < ROWS; id++) {
                String json = event(id);
                events.appendRaw(it.name, enveloped ? "{\"schema\":" + SCHEMA + ",\"payload\":" + json + "}" : json);
            }
            events.flush();
            it.with("insert.mode", "upsert").with("pk.mode", "record_value").with("pk.fields", "id");
            converters.forEach(it::with);

            it.run(1);
            it.awaitNoLag();

            return ask("SELECT string_agg(t::text, ' ' ORDER BY id) FROM " + it.name + " t");
        }
    }

    private static String event(int id) {
        return "{\"note\":\"größer " + id + "\",\"id\":" + id + ",\"ratio\":" + id / 8.0
                + ",\"at\":\"2026-11-21T10:00:00Z\",\"tags\":[\"a\",\"b " + id + "\"],\"doc\":{\"a\":" + id + "}}";
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
