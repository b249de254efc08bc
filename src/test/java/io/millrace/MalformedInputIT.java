package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.DeadLetters.Letter;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that no row can be made of is refused alone, by name and place; what is around it is written. */
class MalformedInputIT {
    private static final String SECRET = "Zebra4711";
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("n", Schema.INT32_SCHEMA)
            .build();
    private static final Schema CHANGED = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("n", Schema.STRING_SCHEMA)
            .build();
    private static final Schema KEYLESS =
            SchemaBuilder.struct().field("v", Schema.STRING_SCHEMA).build();

    private final PartitionLog log = PartitionLog.of("t", 0);

    /** What comes, and what is said of it after its coordinates. */
    private record Malformed(Schema schema, Object value, String reason) {}

    private static Malformed text(String value, String reason) {
        return new Malformed(Schema.STRING_SCHEMA, value, reason);
    }

    private static List<Malformed> all() {
        byte[] notUtf8 = ("{\"id\":1,\"v\":\"" + SECRET + "x\"}").getBytes(UTF_8);
        notUtf8[notUtf8.length - 3] = (byte) 0xFF;
        String valueOf = "the value, at or after field \"v\", ";
        return List.of(
                text("{\"id\":1,\"v\":\"" + SECRET, valueOf + "is no valid JSON: it ends too early (22P02)"),
                text("{\"id\":1,\"v\":\"" + SECRET + "\"}]", "the value is no valid JSON: it goes on after its object"),
                text("[\"" + SECRET + "\"]", "the value is no JSON object: "),
                text(SECRET, "the value is no JSON object: "),
                text("", "the value is empty (22P02)"),
                text(
                        "{\"id\":1,\"doc\":" + "[".repeat(1000) + "]".repeat(1000) + "}",
                        "\"doc\", exceeds a limit on JSON"),
                text("{\"id\":1,\"v\":\"" + SECRET.repeat(5_600_000) + "\"}", valueOf + "exceeds a limit on JSON: "),
                text("{\"id\":1,\"n\":" + "7".repeat(5000) + "}", "column \"n\": out of range for integer (22003)"),
                text("{\"id\":1,\"v\":\"" + SECRET + "\\ud800\"}", "column \"v\": contains half of a surrogate pair"),
                text("{\"id\":1,\"v\":\"" + SECRET + "\ud800\"}", "contains half of a surrogate pair"),
                text("{\"v\":\"" + SECRET + "\"}", "null in key column \"id\" (23502)"),
                new Malformed(Schema.BYTES_SCHEMA, notUtf8, "the value is not valid UTF-8 (22021)"),
                new Malformed(
                        null, fields("id", 1, "v", SECRET + "\ud800"), "column \"v\": contains half of a surrogate"),
                new Malformed(
                        null, fields("id", 1, "doc", nested(1001)), "column \"doc\": nested deeper than 1000 levels"),
                new Malformed(null, fields("id", 1, "n", List.of(SECRET)), "column \"n\": "),
                new Malformed(null, fields("v", SECRET), "null in key column \"id\" (23502)"),
                new Malformed(null, SECRET.length(), "a value that is a number has no fields: "),
                new Malformed(
                        CHANGED,
                        new Struct(CHANGED).put("id", 1L).put("n", SECRET),
                        "column \"n\": invalid input syntax for type integer (22P02)"),
                new Malformed(
                        KEYLESS,
                        new Struct(KEYLESS).put("v", SECRET),
                        "the record's value has no field for key column \"id\" of public.t; see pk.mode and pk.fields"));
    }

    private static Object nested(int levels) {
        Object value = SECRET;
        for (int level = 0; level < levels; level++) {
            value = Map.of("a", value);
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource({"insert, 1", "upsert, 1", "upsert, 500"})
    void eachIsRefusedAloneAmidRowsOfEveryShape(String mode, int between) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, n int, v text, doc jsonb)");
        List<Malformed> bad = all();
        List<SinkRecord> records = new ArrayList<>();
        List<String> places = new ArrayList<>();
        int good = 0;
        for (Malformed malformed : bad) {
            for (int i = 0; i < between; i++) {
                records.add(good(good++));
            }
            places.add("t-0@" + log.end());
            records.add(log.append(null, null, malformed.schema, malformed.value));
        }
        records.add(good(good++));
        Settings settings = Settings.of(database)
                .with("insert.mode", mode)
                .with("pk.mode", "record_value")
                .with("pk.fields", "id")
                .tolerating();

        List<Letter> letters;
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(records).awaitDurable();
            letters = task.deadLetters().letters();
        }

        assertThat(letters).extracting(Letter::coordinates).containsExactlyElementsOf(places);
        for (int i = 0; i < bad.size(); i++) {
            assertThat(letters.get(i).reason())
                    .hasMessageStartingWith(places.get(i) + " → public.t: ")
                    .hasMessageContaining(bad.get(i).reason)
                    .hasMessageNotContaining(SECRET)
                    .hasNoCause();
        }
        assertThat(database.ask("SELECT count(*) || ' ' || sum(n) FROM t")).isEqualTo(good + " " + good);
    }

    /** Struct, text, bytes and map in turn. */
    private SinkRecord good(int number) {
        long id = 1000 + number;
        String text = "{\"id\":" + id + ",\"n\":1}";
        return switch (number % 4) {
            case 0 -> log.append(null, null, ROW, new Struct(ROW).put("id", id).put("n", 1));
            case 1 -> log.append(null, null, Schema.STRING_SCHEMA, text);
            case 2 -> log.append(null, null, Schema.BYTES_SCHEMA, text.getBytes(UTF_8));
            default -> log.append(null, fields("id", id, "n", 1));
        };
    }

    @Test
    void ofANameThatComesTwiceTheLastValueWins() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text, n numeric)");
        Settings settings =
                Settings.of(database).with("pk.mode", "record_value").with("pk.fields", "id");

        try (TaskDriver task =
                TaskDriver.start(settings.with("insert.mode", "upsert").map()).open(log.partition())) {
            task.deliver(List.of(log.append(
                            null,
                            "{\"v\":\"a\",\"id\":7,\"n\":1,\"v\":\"b\",\"id\":8,\"n\":" + "9".repeat(5000) + "}")))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT id || v || length(n::text) FROM t")).isEqualTo("8b5000");
    }
}
