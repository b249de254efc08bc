package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.Lock;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Proxy;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that may be there already go by COPY as long as none is, and whoever writes one meanwhile is met. */
class NewKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROWS = 100;
    private static final String STAGED = "COPY pg_temp.";
    private static final String SUM = "SELECT count(*) || ' rows, ' || sum(v) FROM t";

    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;
    private Proxy proxy;
    private Settings settings;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v int, plans text DEFAULT current_setting('enable_seqscan'))");
        proxy = Proxy.before(database).allow();
        settings = Settings.upserting(database)
                .through(proxy)
                .with("write.method", "copy")
                .with("lanes", 1);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private TaskDriver start() {
        return TaskDriver.start(settings.map()).open(log.partition());
    }

    /** Keys from this one on, each with this value. */
    private List<SinkRecord> rows(int first, int v) {
        List<SinkRecord> rows = new ArrayList<>();
        for (int id = first; id < first + ROWS; id++) {
            rows.add(log.append(fields("id", id), fields("v", v)));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "ignore"})
    void newOnesGoByCopy(String mode) throws SQLException {
        settings = settings.with("insert.mode", mode).with("delete.enabled", mode.equals("upsert"));
        proxy.cutBefore(STAGED);
        try (TaskDriver driver = start()) {
            driver.deliver(rows(0, 1)).awaitDurable();
            driver.deliver(rows(ROWS, 2)).awaitDurable();
        }

        assertThat(proxy.strikes()).isZero();
        assertThat(database.ask(SUM)).isEqualTo("200 rows, 300");
    }

    @Test
    void oneThatIsThereSendsAllOfThemAnotherWay() throws SQLException {
        try (TaskDriver driver = start()) {
            driver.deliver(rows(0, 1)).awaitDurable();
            proxy.cutBefore(STAGED);
            driver.deliver(rows(ROWS - 1, 2)).awaitDurable();
            driver.deliver(rows(3 * ROWS, 3)).awaitDurable();
        }

        assertThat(proxy.strikes()).isEqualTo(1);
        assertThat(database.ask(SUM)).isEqualTo("299 rows, 599");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void oneThatSomebodyElseWritesMeanwhileIsUpdated(String guarantee) throws Exception {
        settings = settings.with("delivery.guarantee", guarantee).tolerating();
        try (TaskDriver driver = start();
                Lock other = Lock.by(database, "INSERT INTO t VALUES (50, 7)")) {
            driver.put(rows(0, 1));
            Await.until("COPY waits for it", PATIENCE, this::isWaiting);
            other.release();
            driver.awaitDurable();

            assertThat(driver.deadLetters().coordinates()).isEmpty();
        }

        assertThat(database.ask(SUM)).isEqualTo("100 rows, 100");
    }

    private boolean isWaiting() throws SQLException {
        return database.count("pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND datname = current_database() AND query LIKE 'COPY%'")
                > 0;
    }

    @Test
    void anIndexThatIsGoneIsMindedAsByAnyOtherUpsert() throws Exception {
        try (TaskDriver driver = start()) {
            driver.deliver(rows(0, 1)).awaitDurable();
            database.execute("ALTER TABLE t DROP CONSTRAINT t_pkey");
            driver.put(rows(ROWS, 2));
            Await.holdsFor("nothing is written", Duration.ofSeconds(1), () -> database.count("t") == ROWS);
            database.execute("ALTER TABLE t ADD PRIMARY KEY (id)");
            driver.awaitDurable();
        }

        assertThat(database.ask(SUM)).isEqualTo("200 rows, 300");
    }

    @Test
    void whatElseIsPlannedInTheTransactionIsPlannedAsEver() throws SQLException {
        try (TaskDriver driver = start()) {
            driver.deliver(rows(0, 1)).awaitDurable();
        }

        assertThat(database.ask("SELECT string_agg(DISTINCT plans, ' ') FROM t"))
                .isEqualTo("on");
    }
}
