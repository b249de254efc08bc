package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With auto.create, tables come with the first record that goes to them. */
class CreatedTableIT {
    private static final int TASKS = 20;

    /** As psql's \d has it: name, type, NOT NULL, default. */
    private static final String COLUMNS = """
            SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                              || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                              || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''), ', ' ORDER BY a.attnum)
              FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = '%s'::regclass AND a.attnum > 0
            """;

    private static final String INDEXES = """
            SELECT string_agg(pg_get_indexdef(indexrelid), '; ') FROM pg_index WHERE indrelid = '%s'::regclass
            """;

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    private static final Schema DECIMAL = Decimal.builder(2)
            .parameter("connect.decimal.precision", "12")
            .optional()
            .build();

    private static final Schema VALUE = SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("total", DECIMAL)
            .field("seen", Timestamp.builder().optional().build())
            .field("level", SchemaBuilder.int32().defaultValue(3).build())
            .field(
                    "note",
                    SchemaBuilder.string().optional().defaultValue("it's").build())
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .field(
                    "extra",
                    SchemaBuilder.struct()
                            .optional()
                            .field("a", Schema.INT32_SCHEMA)
                            .build())
            .build();

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
        database.execute("DROP SCHEMA IF EXISTS telemetry CASCADE");
    }

    private Settings creating() {
        return Settings.upserting(database).with("auto.create", true);
    }

    private String columns(String table) throws SQLException {
        return database.ask(COLUMNS.formatted(table));
    }

    private static Struct value(String name) {
        return new Struct(VALUE)
                .put("name", name)
                .put("total", new BigDecimal("12.50"))
                .put("seen", new Date(1_000))
                .put("level", 7)
                .put("tags", List.of("a", "b"))
                .put("extra", new Struct(VALUE.field("extra").schema()).put("a", 1));
    }

    private static Struct key(long id) {
        return new Struct(KEY).put("id", id);
    }

    private TaskDriver start(Settings settings, PartitionLog... logs) {
        TaskDriver task = TaskDriver.start(settings.map());
        for (PartitionLog each : logs) {
            task.open(each.partition());
        }
        return task;
    }

    private void deliver(Settings settings, SinkRecord... records) {
        try (TaskDriver task = start(settings, log)) {
            task.deliver(List.of(records)).awaitDurable();
        }
    }

    private ConnectException failure(Settings settings, SinkRecord record) {
        try (TaskDriver task = start(settings, log)) {
            task.put(List.of(record));
            return task.awaitFailure();
        }
    }

    @Test
    void aTableHasTheColumnsTheKeyAndTheDefaultsOfItsRecords() throws SQLException {
        deliver(creating(), log.append(key(1), value("x")));

        assertThat(columns("t"))
                .isEqualTo(
                        "id bigint NOT NULL, name text NOT NULL, total numeric(12,2), seen timestamp with time zone,"
                                + " level integer NOT NULL DEFAULT 3, note text DEFAULT 'it''s'::text, tags text[], extra jsonb");
        assertThat(database.ask(INDEXES.formatted("t")))
                .isEqualTo("CREATE UNIQUE INDEX t_pkey ON public.t USING btree (id)");
        assertThat(database.ask("SELECT reloptions::text FROM pg_class WHERE relname = 't'"))
                .isEqualTo("{fillfactor=90}");
        assertThat(database.ask(
                        "SELECT id || name || total || extract(epoch FROM seen)::int || level || note || tags::text"
                                + " || extra FROM t"))
                .isEqualTo("1x12.5017it's{a,b}{\"a\": 1}");
    }

    @Test
    void aTableWhoseRowsAreOnlyAppendedIsPackedFull() throws SQLException {
        deliver(Settings.of(database).with("auto.create", true), log.append(key(1), value("x")));

        assertThat(columns("t")).startsWith("name text NOT NULL, ");
        assertThat(database.ask("SELECT reloptions::text FROM pg_class WHERE relname = 't'"))
                .isNull();
        assertThat(database.count("pg_index WHERE indrelid = 't'::regclass")).isZero();
    }

    @Test
    void theSchemaIsMadeTooWhereTheRoleMay() throws SQLException {
        deliver(creating().with("table.name.format", "telemetry.${topic}"), log.append(key(1), value("x")));

        assertThat(database.count("telemetry.t")).isEqualTo(1);
    }

    @Test
    void namesAreAsTheyAreOrFoldedAsTheSettingSays() throws SQLException {
        Schema schema =
                SchemaBuilder.struct().field("Big \"One\"", Schema.INT32_SCHEMA).build();
        SinkRecord record = log.append(key(1), new Struct(schema).put("Big \"One\"", 5));

        deliver(creating().with("table.name.format", "T-${topic}"), record);
        deliver(creating().with("table.name.format", "F-${topic}").with("quote.sql.identifiers", "never"), record);

        assertThat(database.ask("SELECT \"Big \"\"One\"\"\" FROM \"T-t\"")).isEqualTo("5");
        assertThat(database.ask("SELECT \"big \"\"one\"\"\" FROM \"f-t\"")).isEqualTo("5");
    }

    @Test
    void aKeyOfKafkasCoordinatesGetsItsThreeColumns() throws SQLException {
        deliver(
                Settings.of(database)
                        .with("auto.create", true)
                        .with("insert.mode", "upsert")
                        .with("pk.mode", "kafka"),
                log.append(key(1), value("x")));

        assertThat(columns("t"))
                .startsWith("__connect_topic text NOT NULL, __connect_partition integer NOT NULL,"
                        + " __connect_offset bigint NOT NULL, name text NOT NULL");
        assertThat(database.ask("SELECT __connect_topic || __connect_partition || __connect_offset FROM t"))
                .isEqualTo("t00");
    }

    @Test
    void aTombstoneForATableThatIsNotThereHasNothingToDelete() throws SQLException {
        deliver(creating(), log.append(key(1), null), log.append(key(2), value("x")), log.append(key(2), null));

        assertThat(database.count("t")).isZero();
    }

    @Test
    void twentyTasksThatStartAtOnceMakeOneTableOfEachTopic() throws Exception {
        CountDownLatch together = new CountDownLatch(TASKS);
        ExecutorService workers = Executors.newFixedThreadPool(TASKS);
        List<Future<?>> running = new ArrayList<>();
        for (int number = 0; number < TASKS; number++) {
            PartitionLog a = PartitionLog.of("a", number);
            PartitionLog b = PartitionLog.of("b", number);
            Settings settings = creating()
                    .with("name", "of-twenty-" + number)
                    .with("table.name.format", "telemetry.${topic}")
                    .with("lanes", 1);
            long first = number * 1000L;
            running.add(workers.submit(() -> {
                List<SinkRecord> records = new ArrayList<>();
                for (long id = first; id < first + 100; id++) {
                    records.add(a.append(key(id), value("x")));
                    records.add(b.append(key(id), value("x")));
                }
                try (TaskDriver task = start(settings, a, b)) {
                    together.countDown();
                    together.await();
                    task.deliver(records).awaitDurable();
                }
                return null;
            }));
        }

        for (Future<?> each : running) {
            each.get(120, TimeUnit.SECONDS);
        }
        workers.shutdown();

        assertThat(database.count("telemetry.a")).isEqualTo(TASKS * 100L);
        assertThat(database.count("telemetry.b")).isEqualTo(TASKS * 100L);
    }

    @Test
    void aRoleThatMayNotCreateIsToldWhatItLacks() throws SQLException {
        database.execute(
                "DO $$ BEGIN CREATE ROLE may_not_create LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");

        ConnectException failure =
                failure(creating().with("connection.user", "may_not_create"), log.append(key(1), value("x")));

        assertThat(failure)
                .hasMessageContaining("t-0@0")
                .hasMessageContaining("table public.t could not be created")
                .hasMessageContaining(
                        "insufficient_privilege (42501): GRANT USAGE, CREATE ON SCHEMA public TO may_not_create")
                .hasMessageNotContaining("INSERT");
    }

    @Test
    void whatCannotBecomeATableIsToldWithTheField() {
        Schema twice = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("ID", Schema.INT32_SCHEMA)
                .build();

        ConnectException failure = failure(
                Settings.of(database).with("auto.create", true).with("quote.sql.identifiers", "never"),
                log.append(key(1), new Struct(twice).put("id", 1).put("ID", 2)));

        assertThat(failure).hasMessageContaining("two fields would be column id");
    }

    @Test
    void withoutTheSettingNothingIsCreated() {
        ConnectException failure = failure(Settings.upserting(database), log.append(key(1), value("x")));

        assertThat(failure).hasMessageContaining("table t does not exist in the search path (public): create it");
    }

    @Test
    void storageAndCompressionAreAsTheSettingsSay() throws SQLException {
        deliver(
                creating()
                        .with("table.create.unlogged", true)
                        .with("table.create.storage.parameters", "fillfactor=70, autovacuum_vacuum_scale_factor=0.05")
                        .with("table.create.compression", "none"),
                log.append(key(1), value("x")));

        assertThat(database.ask("SELECT relpersistence::text || reloptions::text FROM pg_class WHERE relname = 't'"))
                .isEqualTo("u{autovacuum_vacuum_scale_factor=0.05,fillfactor=70}");
        assertThat(database.ask("SELECT string_agg(attname || attstorage::text, ' ' ORDER BY attnum) FROM pg_attribute"
                        + " WHERE attrelid = 't'::regclass AND attname IN ('name', 'tags', 'extra')"))
                .isEqualTo("namee tagse extrae");
    }
}
