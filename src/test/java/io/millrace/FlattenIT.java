package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

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

/** With flatten=true a Struct, a map and a JSON text with the same nested fields make the same rows. */
class FlattenIT {
    private static final Schema ID =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema KEY = SchemaBuilder.struct().field("device", ID).build();
    private static final Schema PLACE = SchemaBuilder.struct()
            .optional()
            .field("room", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("place", PLACE)
            .field("extra", PLACE)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .build();

    private final PartitionLog log = PartitionLog.of("t", 0);

    @ParameterizedTest(name = "{0} rows, {1}")
    @CsvSource({"10, auto", "300, copy", "300, unnest", "20000, auto"})
    void everyShapeMakesTheSameRows(int rows, String method) throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (device_id int PRIMARY KEY, place_room text, extra jsonb, tags text[])");
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < rows; id++) {
            records.add(
                    switch (id % 3) {
                        case 0 -> log.append(key(id), struct());
                        case 1 -> log.append(Map.of("device", Map.of("id", id)), map());
                        default -> log.append("{\"device\":{\"id\":" + id + "}}", json());
                    });
        }
        records.add(log.append(key(1), null));

        Settings settings = Settings.upserting(database).with("flatten", true).with("write.method", method);
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition()).deliver(records).awaitDurable();
        }

        assertThat(database.count("t")).isEqualTo(rows - 1);
        assertThat(database.ask("SELECT string_agg(DISTINCT (place_room, extra, tags)::text, ' or ') FROM t"))
                .isEqualTo("(hall,\"{\"\"room\"\": null}\",\"{a,b}\")");
    }

    @Test
    void tablesAreMadeAndWidenedByTheFieldsWithin() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Schema more = SchemaBuilder.struct()
                .field(
                        "place",
                        SchemaBuilder.struct()
                                .field("floor", Schema.INT32_SCHEMA)
                                .optional()
                                .build())
                .field("extra", PLACE)
                .build();
        Settings settings = Settings.upserting(database)
                .with("flatten", true)
                .with("flatten.delimiter", ".")
                .with("auto.create", true)
                .with("auto.evolve", true);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition())
                    .deliver(List.of(log.append(key(1), new Struct(more))))
                    .deliver(List.of(log.append(key(1), struct())))
                    .awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(attname || ' ' || atttypid::regtype, ', ' ORDER BY attnum)"
                        + " FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"))
                .isEqualTo("device.id integer, place.floor integer, extra.room text, place.room text, tags text[]");
        assertThat(database.ask("SELECT t::text FROM t")).isEqualTo("(1,,,hall,\"{a,b}\")");
    }

    private static Struct key(int id) {
        return new Struct(KEY).put("device", new Struct(ID).put("id", id));
    }

    private static Struct struct() {
        return new Struct(VALUE)
                .put("place", new Struct(PLACE).put("room", "hall"))
                .put("extra", new Struct(PLACE))
                .put("tags", List.of("a", "b"));
    }

    private static Map<String, Object> map() {
        return Map.of(
                "place", Map.of("room", "hall"),
                "extra", PartitionLog.fields("room", null),
                "tags", List.of("a", "b"));
    }

    private static String json() {
        return "{\"place\":{\"room\":\"hall\"},\"extra\":{\"room\":null},\"tags\":[\"a\",\"b\"]}";
    }
}
