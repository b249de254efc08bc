package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Coalescing is a fold: batches leave what one row at a time would have left, whatever the mode. */
class HardCase07CoalescingIT {
    private static final int RECORDS = 4_000;
    private static final int KEYS = 37;
    private static final int PARTITIONS = 3;
    private static final String COLUMNS = "(id bigint PRIMARY KEY, a int DEFAULT 7, b text, c int DEFAULT -1)";

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    /** As while producers are upgraded one by one: a full version, one with fewer fields, and one with others. */
    private static final List<Schema> VERSIONS =
            List.of(schema("a", "b", "c"), schema("a", "b"), schema("a"), schema("b", "c"));
    /** The same where c tells which record is newer, so that each must bring it. */
    private static final List<Schema> DATED =
            List.of(schema("a", "b", "c"), schema("a", "c"), schema("c"), schema("b", "c"));

    /** What a write does to a row that is there. */
    private enum Option {
        PLAIN(false, false),
        KEEP(true, false),
        NEWER(false, true),
        KEEP_AND_NEWER(true, true);

        private final boolean keep;
        private final boolean newer;

        Option(boolean keep, boolean newer) {
            this.keep = keep;
            this.newer = newer;
        }

        List<Schema> versions() {
            return newer ? DATED : VERSIONS;
        }

        String set(String name, String coming) {
            return name + " = " + (keep ? "COALESCE(" + coming + ", t." + name + ")" : coming);
        }

        String where(String coming) {
            return newer ? "t.c IS NULL OR " + coming + " > t.c" : "true";
        }

        Settings in(Settings settings) {
            Settings kept = keep ? settings.with("nulls.keep.existing", true) : settings;
            return newer ? kept.with("upsert.when.newer", "c") : kept;
        }
    }

    private static Schema schema(String... fields) {
        SchemaBuilder builder = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA);
        for (String field : fields) {
            builder.field(field, field.equals("b") ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT32_SCHEMA);
        }
        return builder.build();
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        long seed = 1;
        for (String mode : List.of("upsert", "update", "ignore")) {
            for (String method : List.of("auto", "copy", "unnest")) {
                cases.add(Arguments.of(mode, Option.PLAIN, method, 1, seed++));
                cases.add(Arguments.of(mode, Option.PLAIN, method, 3, seed++));
            }
        }
        for (String mode : List.of("upsert", "update")) {
            for (Option option : List.of(Option.KEEP, Option.NEWER, Option.KEEP_AND_NEWER)) {
                cases.add(Arguments.of(mode, option, "copy", 2, seed++));
                cases.add(Arguments.of(mode, option, "unnest", 1, seed++));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} by {2} over {3} lanes, seed {4}")
    @MethodSource("cases")
    void batchesLeaveWhatOneRowAtATimeLeaves(String mode, Option option, String method, int lanes, long seed)
            throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t " + COLUMNS, "CREATE TABLE expected " + COLUMNS);
        database.execute("INSERT INTO t SELECT id, 0, 'old', 0 FROM generate_series(0, 20) AS id");
        database.execute("INSERT INTO expected SELECT * FROM t");
        List<SinkRecord> records = records(option.versions(), new Random(seed));
        Settings settings = option.in(Settings.of(database))
                .with("insert.mode", mode)
                .with("write.method", method)
                .with("lanes", lanes)
                .with("batch.max.rows", 300)
                .with("pk.mode", "record_key")
                .with("delete.enabled", true);

        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(partitions()).deliver(records, 97).awaitDurable();
        }

        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (SinkRecord record : records) {
                apply(connection, mode, option, record);
            }
            connection.commit();
        }
        assertThat(database.ask("SELECT string_agg(x::text, ';' ORDER BY id) FROM t AS x"))
                .isEqualTo(database.ask("SELECT string_agg(x::text, ';' ORDER BY id) FROM expected AS x"));
    }

    private static TopicPartition[] partitions() {
        return Stream.iterate(0, partition -> partition + 1)
                .limit(PARTITIONS)
                .map(partition -> new TopicPartition("t", partition))
                .toArray(TopicPartition[]::new);
    }

    private static List<SinkRecord> records(List<Schema> versions, Random random) {
        List<SinkRecord> records = new ArrayList<>();
        for (int offset = 0; offset < RECORDS; offset++) {
            // Hot keys: half of the records are of three keys.
            long id = random.nextBoolean() ? random.nextInt(3) : random.nextInt(KEYS);
            Struct key = new Struct(KEY).put("id", id);
            Schema version = versions.get(random.nextInt(versions.size()));
            boolean delete = random.nextInt(5) == 0;
            Struct value = delete ? null : value(version, id, random);
            records.add(new SinkRecord("t", (int) (id % PARTITIONS), KEY, key, delete ? null : version, value, offset));
        }
        return records;
    }

    private static Struct value(Schema version, long id, Random random) {
        Struct value = new Struct(version).put("id", id);
        for (Field field : version.fields().subList(1, version.fields().size())) {
            boolean empty = random.nextInt(6) == 0;
            Object filled = field.name().equals("b") ? "b" + random.nextInt(100) : (Object) random.nextInt(100);
            value.put(field, empty ? null : filled);
        }
        return value;
    }

    private static void apply(Connection connection, String mode, Option option, SinkRecord record)
            throws SQLException {
        long id = ((Struct) record.key()).getInt64("id");
        if (record.value() == null) {
            run(connection, "DELETE FROM expected WHERE id = ?", List.of(id));
            return;
        }
        Struct value = (Struct) record.value();
        List<String> names = value.schema().fields().stream().map(Field::name).toList();
        List<Object> values = new ArrayList<>();
        names.forEach(name -> values.add(value.get(name)));
        String insert = "INSERT INTO expected AS t (" + String.join(", ", names) + ") VALUES ("
                + names.stream().map(name -> "?").collect(Collectors.joining(", ")) + ") ON CONFLICT (id) DO ";
        List<String> rest = names.subList(1, names.size());
        switch (mode) {
            case "upsert" ->
                run(
                        connection,
                        insert + "UPDATE SET "
                                + rest.stream()
                                        .map(n -> option.set(n, "EXCLUDED." + n))
                                        .collect(Collectors.joining(", "))
                                + " WHERE " + option.where("EXCLUDED.c"),
                        values);
            case "ignore" -> run(connection, insert + "NOTHING", values);
            default -> {
                List<Object> reordered = new ArrayList<>(values.subList(1, values.size()));
                reordered.add(id);
                if (option.newer) {
                    reordered.add(value.get("c"));
                }
                run(
                        connection,
                        "UPDATE expected AS t SET "
                                + rest.stream()
                                        .map(n -> option.set(n, n.equals("b") ? "?" : "?::int"))
                                        .collect(Collectors.joining(", "))
                                + " WHERE id = ? AND (" + option.where("?::int") + ")",
                        reordered);
            }
        }
    }

    private static void run(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.size(); at++) {
                statement.setObject(at + 1, values.get(at));
            }
            statement.executeUpdate();
        }
    }
}
