package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.testing.Await;
import io.millrace.testing.ConsumerDriver;
import io.millrace.testing.MemoryBroker;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.PgBouncer;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.Signal;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commits that do not wait for the disk: what a crash takes is written again, and no offset was committed for it. The
 * server's own writer of the log is held, so that nothing but our barrier brings commits to the disk.
 */
class HardCase18DeferredIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BARRIER = "pg_logical_emit_message";

    private final MemoryBroker broker = new MemoryBroker();
    private final PartitionLog log = PartitionLog.of("t", 0);
    private final List<Long> leftByCrash = new ArrayList<>();
    private TestDatabase database;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int, v int)", "CREATE TABLE k (id int PRIMARY KEY, v int)");
        settings = Settings.of(database)
                .with("durability", "deferred")
                .with("retry.backoff.ms", 1)
                .with("retry.backoff.max.ms", 50)
                .with("flush.timeout.ms", 50);
    }

    private void produce(int records) {
        for (int at = 0; at < records; at++) {
            int id = (int) log.end();
            broker.add(log.append(fields("id", id % 10), fields("id", id, "v", id)));
        }
    }

    private ProcessHandle logWriter() throws SQLException {
        String pid = database.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** A process of the server dies, so that all others do, with what they had not yet written to disk. */
    private void crash(ProcessHandle victim) {
        Signal.KILL.to(victim);
        Await.until("the server has recovered", PATIENCE, () -> {
            leftByCrash.add(database.count("t") + database.count("k"));
            return !logWriter().equals(victim);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void rowsThatACrashTakesAreWrittenAgain(String guarantee) throws SQLException {
        settings = settings.with("delivery.guarantee", guarantee).with("name", guarantee);
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver =
                        ConsumerDriver.start(broker, settings.through(proxy)).open(PARTITION)) {
            produce(100);
            driver.drain();
            ProcessHandle logWriter = logWriter();
            Signal.STOP.to(logWriter);
            proxy.cutBefore(BARRIER, () -> crash(logWriter));
            produce(100);

            driver.pollUntil("rows are there", () -> database.count("t") == 200);
            Map<TopicPartition, Long> beforeTheCrash = driver.commit();
            driver.pollUntil("the server crashed", () -> proxy.strikes() == 1);
            driver.drain();

            assertThat(beforeTheCrash).containsEntry(PARTITION, 100L);
            assertThat(leftByCrash).contains(100L);
            assertThat(database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t"))
                    .isEqualTo("200 200");
            assertThat(driver.commit()).containsEntry(PARTITION, 200L);
            assertThat(TaskBean.of(guarantee).number("Rewinds")).isZero();
            assertThat(TaskBean.of(guarantee).number("BatchesRewritten")).isPositive();
        }
    }

    @Test
    void whatIsCommittedToKafkaOutlivesACrash() throws SQLException {
        ProcessHandle logWriter = logWriter();
        try (ConsumerDriver driver = ConsumerDriver.start(broker, settings).open(PARTITION)) {
            produce(100);
            driver.drain();
            Signal.STOP.to(logWriter);
            for (int round = 0; round < 20; round++) {
                produce(10);
                driver.drain();
            }

            crash(logWriter);

            assertThat(database.count("t")).isEqualTo(300);
            produce(10);
            driver.drain();
            assertThat(database.ask("SELECT count(DISTINCT id) FROM t")).isEqualTo("310");
        }
    }

    @Test
    void theLastWriteOfAKeyWinsAlsoWhenRowsAreWrittenAgain() throws SQLException {
        settings = settings.with("insert.mode", "upsert")
                .with("pk.mode", "record_key")
                .with("pk.fields", "id")
                .with("table.name.format", "k");
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver driver = ConsumerDriver.start(broker, settings.through(proxy))
                        .polling(3)
                        .open(PARTITION)) {
            for (int at = 0; at < 10; at++) {
                broker.add(log.append(fields("id", at), fields("v", 0)));
            }
            driver.drain();
            ProcessHandle logWriter = logWriter();
            Signal.STOP.to(logWriter);
            proxy.cutBefore(BARRIER, () -> crash(logWriter));
            for (int at = 0; at < 100; at++) {
                broker.add(log.append(fields("id", at % 10), fields("v", at)));
            }

            driver.pollUntil("the server crashed", () -> proxy.strikes() == 1);
            driver.drain();
        }

        assertThat(database.ask("SELECT string_agg(v::text, ' ' ORDER BY id) FROM k"))
                .isEqualTo("90 91 92 93 94 95 96 97 98 99");
    }

    @Test
    void aPartitionThatGoesBeforeItsRowsAreDurableIsTheNextOwnersToRead() throws SQLException {
        settings = settings.with("delivery.guarantee", "exactly_once");
        try (Proxy proxy = Proxy.before(database).allow();
                ConsumerDriver former =
                        ConsumerDriver.start(broker, settings.through(proxy)).open(PARTITION)) {
            produce(100);
            former.drain();
            ProcessHandle logWriter = logWriter();
            Signal.STOP.to(logWriter);
            produce(100);
            former.pollUntil("rows are there", () -> database.count("t") == 200);
            proxy.refuse();
            former.lose(PARTITION);
            crash(logWriter);

            ConsumerDriver owner = ConsumerDriver.start(broker, settings).open(PARTITION);
            owner.drain().close();
            proxy.allow();

            assertThat(database.ask("SELECT count(*) || ' ' || count(DISTINCT id) FROM t"))
                    .isEqualTo("200 200");
        }
        assertThat(database.count("t")).isEqualTo(200);
    }

    @Test
    void aPoolerThatSharesBackendsIsRefused() throws SQLException {
        assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed");
        try (PgBouncer pooler = PgBouncer.byTransaction(database, 2)) {
            produce(10);
            ConsumerDriver driver = ConsumerDriver.start(broker, settings.with("connection.url", pooler.jdbcUrl()))
                    .open(PARTITION);

            Exception failure = driver.pollUntilFailure();
            driver.kill();

            assertThat(failure)
                    .hasMessageContaining("durability=deferred needs connections of its own")
                    .hasMessageContaining("set durability=commit");
        }
        assertThat(database.count("t")).isZero();
    }

    @Test
    void aPoolerThatKeepsABackendForASessionWillDo() throws SQLException {
        assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed");
        try (PgBouncer pooler = PgBouncer.bySession(database, 5);
                ConsumerDriver driver = ConsumerDriver.start(
                                broker,
                                settings.with("connection.url", pooler.jdbcUrl())
                                        .with("connection.pooler", "session"))
                        .open(PARTITION)) {
            produce(10);
            driver.drain();
        }
        assertThat(database.count("t")).isEqualTo(10);
    }
}
