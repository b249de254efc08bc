package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.Lock;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With auto.evolve, a table follows the schemas of its records, and loses nothing by it. */
class EvolvedTableIT {
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
    }

    private Settings evolving() {
        return Settings.upserting(database).with("auto.evolve", true).with("pk.fields", "id");
    }

    private SinkRecord record(PartitionLog to, long id, Object... namesSchemasValues) {
        SchemaBuilder schema = SchemaBuilder.struct();
        for (int at = 0; at < namesSchemasValues.length; at += 3) {
            schema.field((String) namesSchemasValues[at], (Schema) namesSchemasValues[at + 1]);
        }
        Struct value = new Struct(schema.build());
        for (int at = 0; at < namesSchemasValues.length; at += 3) {
            value.put((String) namesSchemasValues[at], namesSchemasValues[at + 2]);
        }
        return to.append(Schema.INT64_SCHEMA, id, value.schema(), value);
    }

    private void deliver(Settings settings, SinkRecord... records) {
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(records)).awaitDurable();
        }
    }

    @Test
    void columnsAreAddedAndWidenedAndFreedInOneGo() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a smallint, b integer, c real, d varchar(3),"
                + " e numeric(4,2), f text NOT NULL, g varchar(3) NOT NULL DEFAULT 'g')");
        Schema decimal = Decimal.builder(3)
                .parameter("connect.decimal.precision", "6")
                .optional()
                .build();

        deliver(
                evolving(),
                record(log, 1, "a", Schema.INT16_SCHEMA, (short) 1, "f", Schema.STRING_SCHEMA, "f"),
                record(
                        log,
                        2,
                        "a",
                        Schema.INT32_SCHEMA,
                        1 << 20,
                        "b",
                        Schema.INT64_SCHEMA,
                        1L << 40,
                        "c",
                        Schema.FLOAT64_SCHEMA,
                        0.1,
                        "d",
                        Schema.STRING_SCHEMA,
                        "longer",
                        "e",
                        decimal,
                        new BigDecimal("123.125"),
                        "h",
                        Schema.OPTIONAL_BOOLEAN_SCHEMA,
                        true,
                        "i",
                        SchemaBuilder.int32().defaultValue(9).build(),
                        10,
                        "j",
                        Schema.INT32_SCHEMA,
                        11));

        assertThat(database.columns("t"))
                .isEqualTo(
                        "id bigint NOT NULL, a integer, b bigint, c double precision, d text, e numeric(6,3), f text,"
                                + " g character varying(3) NOT NULL, h boolean, i integer NOT NULL, j integer");
        assertThat(database.ask(
                        "SELECT a || ' ' || b || ' ' || c || ' ' || d || ' ' || e || ' ' || (f IS NULL) || h || i || j"
                                + " FROM t WHERE id = 2"))
                .isEqualTo("1048576 1099511627776 0.1 longer 123.125 truetrue1011");
        assertThat(database.ask("SELECT i FROM t WHERE id = 1")).isEqualTo("9");
    }

    @Test
    void nothingIsNarrowedOrDroppedForAnOlderSchema() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a bigint, b text)");

        deliver(
                evolving(),
                record(log, 1, "a", Schema.INT64_SCHEMA, 1L << 40, "b", Schema.STRING_SCHEMA, "b"),
                record(log, 2, "a", Schema.INT16_SCHEMA, (short) 2));

        assertThat(database.columns("t")).isEqualTo("id bigint NOT NULL, a bigint, b text");
        assertThat(database.count("t")).isEqualTo(2);
    }

    @Test
    void aColumnThatAViewReadsStaysAndValuesThatFitAreWritten() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a integer)", "CREATE VIEW v AS SELECT a FROM t");

        deliver(evolving(), record(log, 1, "a", Schema.INT64_SCHEMA, 5L, "b", Schema.INT64_SCHEMA, 6L));

        assertThat(database.columns("t")).isEqualTo("id bigint NOT NULL, a integer, b bigint");
        assertThat(database.ask("SELECT concat(a, b) FROM t")).isEqualTo("56");
    }

    @Test
    void aLockOfAnotherSessionIsWaitedForInShortPuts() throws Exception {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a integer)");
        try (TaskDriver task = TaskDriver.start(evolving().map()).open(log.partition());
                Lock lock = Lock.by(database, "SELECT count(*) FROM t")) {
            CompletableFuture<Void> released = CompletableFuture.runAsync(() -> releaseLater(lock));

            task.deliver(List.of(record(log, 1, "a", Schema.INT32_SCHEMA, 1, "b", Schema.INT32_SCHEMA, 2)));
            task.awaitDurable();
            released.get();

            assertThat(task.longestPut()).isLessThan(Duration.ofSeconds(1));
        }

        assertThat(database.ask("SELECT a || ',' || b FROM t")).isEqualTo("1,2");
    }

    private static void releaseLater(Lock lock) {
        try {
            Thread.sleep(2500);
            lock.release();
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void severalTasksThatNeedTheSameColumnAddItOnce() throws Exception {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY)");
        int tasks = 8;
        CountDownLatch together = new CountDownLatch(tasks);
        ExecutorService workers = Executors.newFixedThreadPool(tasks);
        List<Future<?>> running = new ArrayList<>();
        for (int number = 0; number < tasks; number++) {
            PartitionLog own = PartitionLog.of("t", number);
            Settings settings = evolving().with("name", "evolving-" + number).with("lanes", 1);
            long first = number * 1000L;
            running.add(workers.submit(() -> {
                List<SinkRecord> records = new ArrayList<>();
                for (long id = first; id < first + 200; id++) {
                    records.add(record(own, id, "a", Schema.INT32_SCHEMA, 1, "b" + id % 3, Schema.STRING_SCHEMA, "x"));
                }
                try (TaskDriver task = TaskDriver.start(settings.map()).open(own.partition())) {
                    together.countDown();
                    together.await();
                    task.deliver(records, 50).awaitDurable();
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get(120, TimeUnit.SECONDS);
        }
        workers.shutdown();

        assertThat(database.count("t WHERE a = 1 AND coalesce(b0, '') || coalesce(b1, '') || coalesce(b2, '') = 'x'"))
                .isEqualTo(tasks * 200L);
    }

    @Test
    void schemasThatAlternateLoseNoRecord() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a smallint)");
        MemoryBroker broker = new MemoryBroker();
        for (long id = 0; id < 5000; id++) {
            boolean isNew = id % 1000 >= 500;
            broker.add(
                    isNew
                            ? record(log, id, "a", Schema.INT64_SCHEMA, id, "b" + id / 1000, Schema.STRING_SCHEMA, "x")
                            : record(log, id, "a", Schema.INT16_SCHEMA, (short) id));
        }

        try (ConsumerDriver task = ConsumerDriver.start(broker, evolving()).open(log.partition())) {
            task.drain();
        }

        assertThat(database.count("t WHERE a = id")).isEqualTo(5000);
        assertThat(database.count("t WHERE b0 || b1 IS NULL AND coalesce(b0, b1, b2, b3, b4) = 'x'"))
                .isEqualTo(2500);
    }

    @Test
    void aTableOfAnotherOwnerIsToldOfWithTheField() throws SQLException {
        database.execute(
                "DO $$ BEGIN CREATE ROLE no_owner LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "CREATE TABLE t (id bigint PRIMARY KEY)",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO no_owner");
        ConnectException failure;

        try (TaskDriver task = TaskDriver.start(
                        evolving().with("connection.user", "no_owner").map())
                .open(log.partition())) {
            task.put(List.of(record(log, 1, "b", Schema.STRING_SCHEMA, "x")));
            failure = task.awaitFailure();
        }

        assertThat(failure)
                .hasMessageContaining("table public.t could not be changed")
                .hasMessageContaining("insufficient_privilege (42501)")
                .hasMessageContaining(
                        "only its owner may: ALTER TABLE t OWNER TO no_owner, or GRANT " + database.user());
    }

    @Test
    void aRightThatIsGrantedIsFoundWithoutARestart() throws Exception {
        database.execute(
                "DO $$ BEGIN CREATE ROLE owner_later LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT USAGE, CREATE ON SCHEMA public TO owner_later",
                "CREATE TABLE t (id bigint PRIMARY KEY)",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON t TO owner_later");
        Settings settings = evolving()
                .with("connection.user", "owner_later")
                .with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", "bad");

        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(record(log, 1, "b", Schema.STRING_SCHEMA, "x")))
                    .awaitDurable();
            assertThat(task.deadLetters().coordinates()).containsExactly("t-0@0");
            database.execute("ALTER TABLE t OWNER TO owner_later");
            Await.until("the column is there", Duration.ofSeconds(20), () -> {
                task.deliver(List.of(record(log, log.end(), "b", Schema.STRING_SCHEMA, "x")))
                        .awaitDurable();
                return database.count("t") > 0;
            });
        }

        assertThat(database.ask("SELECT DISTINCT b FROM t")).isEqualTo("x");
    }
}
