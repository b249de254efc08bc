package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.testing.Await;
import io.millrace.testing.CapturedLog;
import io.millrace.testing.PgBouncer;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a pooler by transaction everything is written, and nothing of ours stays in backends that others use. */
class HardCase30PoolersIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("ip", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int BACKENDS = 3;

    private TestDatabase database;
    private PgBouncer pooler;

    @BeforeEach
    void start() throws SQLException {
        boolean installed = PgBouncer.isInstalled();
        if (!installed) {
            System.err.println("SKIPPED: HardCase30PoolersIT needs pgbouncer (apt-get install pgbouncer)");
        }
        assumeTrue(installed, "pgbouncer is not installed");
        database = TestDatabase.fresh();
        pooler = PgBouncer.byTransaction(database, BACKENDS);
    }

    @AfterEach
    void stop() {
        if (pooler != null) {
            pooler.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "transaction"})
    void upsertsAndDeletesOfAllSizesArrive(String setting) throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text, ip inet)");
        TreeMap<Long, String> expected = new TreeMap<>();
        List<SinkRecord> records = new ArrayList<>();
        Random random = new Random(30);
        for (int offset = 0; offset < 40_000; offset++) {
            long id = random.nextInt(12_000);
            boolean delete = random.nextInt(10) == 0;
            records.add(delete ? tombstone(id, offset) : write(id, "a" + offset, offset));
            expected.put(id, delete ? "" : "a" + offset);
        }
        expected.values().removeIf(String::isEmpty);
        Settings settings = upserting().with("connection.pooler", setting);

        try (TaskDriver driver = TaskDriver.start(settings.map());
                Churn churn = new Churn()) {
            driver.open(PARTITION);
            // One record, hundreds and ten thousands at a time.
            driver.deliver(records.subList(0, 20), 1);
            driver.deliver(records.subList(20, 5_000), 500);
            driver.deliver(records.subList(5_000, records.size()), 10_000).awaitDurable();
            churn.assertUntouched();
        }

        assertThat(database.count("t")).isEqualTo(expected.size());
        assertThat(database.ask("SELECT md5(string_agg(id || a, ';' ORDER BY id)) FROM t"))
                .isEqualTo(database.ask("SELECT md5('" + joined(expected) + "')"));
    }

    @Test
    void insertsByCopyArrive() throws SQLException {
        database.execute("CREATE TABLE t (id bigint, a text, ip text)");
        List<SinkRecord> records = new ArrayList<>();
        for (int offset = 0; offset < 30_000; offset++) {
            records.add(write(offset, "some text to make the batch a large one " + offset, offset));
        }

        try (TaskDriver driver = TaskDriver.start(pooled().map());
                Churn churn = new Churn()) {
            driver.open(PARTITION).deliver(records, 5_000).awaitDurable();
            churn.assertUntouched();
        }

        assertThat(database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t"))
                .isEqualTo("30000 30000");
    }

    @Test
    void aPoolerThatEndsUnderABatchIsAnOutageLikeOthers() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text, ip inet)", "INSERT INTO t VALUES (1, 'old')");

        try (TaskDriver driver = TaskDriver.start(upserting().map());
                Connection blocker = database.connect();
                Statement lock = blocker.createStatement()) {
            driver.open(PARTITION);
            blocker.setAutoCommit(false);
            lock.execute("SELECT * FROM t FOR UPDATE");
            driver.put(List.of(write(1, "new", 0)));
            Await.until("the write waits for the lock", LIMIT, () -> database.lockWaiters() == 1);

            pooler.restart();
            blocker.rollback();
            driver.awaitDurable();
        }

        assertThat(database.ask("SELECT a FROM t")).isEqualTo("new");
    }

    @Test
    void poolersBySessionAreLeftAsFastAsNone() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text, ip inet)");
        List<SinkRecord> records = new ArrayList<>();
        for (int offset = 0; offset < 20_000; offset++) {
            records.add(write(offset, "a" + offset, offset));
        }

        try (PgBouncer bySession = PgBouncer.bySession(database, 8);
                TaskDriver driver = TaskDriver.start(upserting()
                        .with("connection.url", bySession.jdbcUrl())
                        .with("connection.pooler", "session")
                        .map())) {
            driver.open(PARTITION).deliver(records, 10_000).awaitDurable();
            assertThat(database.count("pg_class WHERE relname LIKE 'millrace%'"))
                    .isPositive();
        }

        assertThat(database.count("t")).isEqualTo(20_000);
    }

    @Test
    void aPoolerByTransactionThatIsTakenForOneBySessionIsToldAsThat() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text, ip inet)");
        // Rows that are there are staged.
        database.execute("INSERT INTO t SELECT id, 'before' FROM generate_series(0, 199999) AS id");
        Settings settings = upserting()
                .with("connection.pooler", "session")
                .with("connection.prepareThreshold", 0)
                .with("write.method", "copy");

        try (TaskDriver driver = TaskDriver.start(settings.map());
                Churn churn = new Churn()) {
            driver.open(PARTITION);
            Await.until("others use the pooler", LIMIT, churn::hasLooked);
            assertThatThrownBy(() -> deliverBatches(driver, 20))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(" from t-0@")
                    .hasMessageContaining(
                            " on: connection.pooler=session, but another backend answers than the one that"
                                    + " was logged in to: set connection.pooler=transaction, or connect past the pooler");
        }
    }

    private static void deliverBatches(TaskDriver driver, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            List<SinkRecord> records = new ArrayList<>();
            for (int row = 0; row < 10_000; row++) {
                long offset = batch * 10_000L + row;
                records.add(write(offset, "a" + offset, offset));
            }
            driver.deliver(records, 10_000).awaitDurable();
        }
    }

    @Test
    void aPoolerIsToldOfOnceATask() throws SQLException {
        database.execute("CREATE TABLE t (id bigint, a text, ip inet)");

        try (CapturedLog log = CapturedLog.begin();
                TaskDriver driver = TaskDriver.start(pooled().map())) {
            driver.open(PARTITION).deliver(List.of(write(1, "a", 0))).awaitDurable();
            pooler.restart();
            driver.deliver(List.of(write(2, "b", 1))).awaitDurable();

            assertThat(log.text()).containsOnlyOnce("A pooler stands before PostgreSQL");
        }
    }

    private Settings pooled() {
        return Settings.of(database).with("connection.url", pooler.jdbcUrl());
    }

    private Settings upserting() {
        return Settings.upserting(database).with("connection.url", pooler.jdbcUrl());
    }

    private static SinkRecord write(long id, String a, long offset) {
        Struct value = new Struct(SCHEMA).put("id", id).put("a", a).put("ip", "10.0.0.1");
        return new SinkRecord("t", 0, Schema.INT64_SCHEMA, id, SCHEMA, value, offset);
    }

    private static SinkRecord tombstone(long id, long offset) {
        return new SinkRecord("t", 0, Schema.INT64_SCHEMA, id, null, null, offset);
    }

    private static String joined(TreeMap<Long, String> rows) {
        StringBuilder joined = new StringBuilder();
        rows.forEach(
                (id, a) -> joined.append(joined.isEmpty() ? "" : ";").append(id).append(a));
        return joined.toString();
    }

    /** Other clients of the pooler, whose transactions make ours change their backends. */
    private final class Churn implements AutoCloseable {
        private final Thread thread = new Thread(this::run, "churn");
        private volatile boolean ended;
        private volatile boolean looked;
        private volatile String seen = "";

        Churn() {
            thread.start();
        }

        private void run() {
            String url = pooler.jdbcUrl() + "?prepareThreshold=0";
            try (Connection one = DriverManager.getConnection(url, database.user(), "");
                    Connection other = DriverManager.getConnection(url, database.user(), "")) {
                while (!ended) {
                    look(one);
                    look(other);
                }
            } catch (SQLException e) {
                seen = e.toString();
            }
        }

        private void look(Connection client) throws SQLException {
            String settings = "SELECT current_setting('statement_timeout') || current_setting('lock_timeout')"
                    + " || current_setting('idle_in_transaction_session_timeout') || pg_my_temp_schema()";
            client.setAutoCommit(false);
            try (Statement statement = client.createStatement();
                    ResultSet row = statement.executeQuery(settings)) {
                row.next();
                seen = row.getString(1).equals("0000") ? seen : "settings of ours: " + row.getString(1);
            }
            client.commit();
            looked = true;
        }

        boolean hasLooked() {
            return looked;
        }

        void assertUntouched() {
            assertThat(seen).isEmpty();
        }

        @Override
        public void close() {
            ended = true;
            try {
                thread.join(LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
