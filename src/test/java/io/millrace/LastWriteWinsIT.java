package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several tables, hot keys, interleaved deletes and changing shapes, compared with a replay of every record. */
class LastWriteWinsIT {
    private static final int RECORDS = 12_000;
    private static final int TOPICS = 3;
    private static final int PARTITIONS = 2;
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema FULL = schema("a", "b", "c");
    private static final Schema SHORT = schema("a", "c");

    private static Schema schema(String... fields) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (String field : fields) {
            builder.field(field, Schema.OPTIONAL_STRING_SCHEMA);
        }
        return builder.build();
    }

    /** What a replay leaves: columns by key, by topic. */
    private final Map<String, Map<Integer, Map<String, Object>>> expected = new HashMap<>();

    private final Map<TopicPartition, PartitionLog> logs = new HashMap<>();

    @ParameterizedTest(name = "{0} over {1} lanes, seed {2}")
    @CsvSource({"maps, 1, 1", "maps, 4, 2", "structs, 1, 3", "structs, 4, 4", "both, 3, 5"})
    void theTableEqualsAReplay(String shape, int lanes, long seed) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        for (int topic = 0; topic < TOPICS; topic++) {
            database.execute("CREATE TABLE topic" + topic + " (id int PRIMARY KEY, a text, b text, c text)");
        }
        List<SinkRecord> records = records(shape, new Random(seed));
        Settings settings = Settings.upserting(database).with("lanes", lanes);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(logs.keySet().toArray(TopicPartition[]::new))
                    .deliver(records)
                    .awaitDurable();
        }

        for (int topic = 0; topic < TOPICS; topic++) {
            String found = database.ask("SELECT string_agg(id || '=' || coalesce(a, '-') || coalesce(b, '-')"
                    + " || coalesce(c, '-'), ' ' ORDER BY id) FROM topic" + topic);
            assertThat(found).as("topic%d", topic).isEqualTo(replayed("topic" + topic));
        }
    }

    private String replayed(String topic) {
        return new TreeMap<>(expected.get(topic))
                .entrySet().stream()
                        .map(row -> row.getKey() + "=" + text(row.getValue(), "a") + text(row.getValue(), "b")
                                + text(row.getValue(), "c"))
                        .collect(Collectors.joining(" "));
    }

    private static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "-" : value.toString();
    }

    private List<SinkRecord> records(String shape, Random random) {
        List<SinkRecord> records = new ArrayList<>();
        for (int at = 0; at < RECORDS; at++) {
            String topic = "topic" + random.nextInt(TOPICS);
            // A third of the records are of three keys.
            int id = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(2_000);
            PartitionLog log = logs.computeIfAbsent(
                    new TopicPartition(topic, id % PARTITIONS), tp -> PartitionLog.of(tp.topic(), tp.partition()));
            Map<String, Object> value = random.nextInt(5) == 0 ? null : value(random);
            replay(topic, id, value);
            boolean asMap = shape.equals("maps") || (shape.equals("both") && random.nextBoolean());
            records.add(asMap ? log.append(id, value) : log.append(new Struct(KEY).put("id", id), struct(value)));
        }
        return records;
    }

    private static Map<String, Object> value(Random random) {
        Map<String, Object> value = fields("a", "a" + random.nextInt(100), "c", random.nextBoolean() ? "c" : null);
        if (random.nextInt(3) > 0) {
            value.put("b", "b" + random.nextInt(100));
        }
        return value;
    }

    private static Struct struct(Map<String, Object> value) {
        if (value == null) {
            return null;
        }
        Struct struct = new Struct(value.containsKey("b") ? FULL : SHORT);
        for (Field field : struct.schema().fields()) {
            struct.put(field, value.get(field.name()));
        }
        return struct;
    }

    private void replay(String topic, int id, Map<String, Object> value) {
        Map<Integer, Map<String, Object>> table = expected.computeIfAbsent(topic, none -> new HashMap<>());
        if (value == null) {
            table.remove(id);
        } else {
            table.computeIfAbsent(id, none -> new HashMap<>()).putAll(value);
        }
    }
}
