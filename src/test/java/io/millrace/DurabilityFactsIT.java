package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.CapturedLog;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskBean;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What "durable" means on a server is told once, in the log and over JMX. */
class DurabilityFactsIT {
    private final PartitionLog log = PartitionLog.of("t", 0);
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestDatabase.fresh();
    }

    private String told(Settings settings, String attribute) {
        try (TaskDriver driver = TaskDriver.start(settings.map())) {
            driver.open(log.partition())
                    .deliver(List.of(log.append(null, fields("id", 1))))
                    .awaitDurable();
            return TaskBean.of("test").text(attribute);
        }
    }

    @Test
    void whatTheServerHasIsTold() throws SQLException {
        database.execute("CREATE TABLE t (id int)");

        String told = told(Settings.of(database), "Durability");

        assertThat(told).endsWith(": fsync=on, full_page_writes=on, synchronous_commit=on");
        assertThat(told(Settings.of(database), "UnloggedTables")).isEmpty();
    }

    @Test
    void whatIsRaisedIsTold() throws SQLException {
        String name = database.ask("SELECT current_database()");
        database.execute("CREATE TABLE t (id int)", "ALTER DATABASE " + name + " SET synchronous_commit = off");

        assertThat(told(Settings.of(database), "Durability"))
                .endsWith("synchronous_commit=on (the server's own is off)");
    }

    @Test
    void whatIsDeferredIsTold() throws SQLException {
        database.execute("CREATE TABLE t (id int)");

        assertThat(told(Settings.of(database).with("durability", "deferred"), "Durability"))
                .endsWith("synchronous_commit=off for each commit, on for the flush that makes them durable");
    }

    @Test
    void anUnloggedTableIsWarnedOf() throws Exception {
        database.execute("CREATE UNLOGGED TABLE t (id int)");
        try (CapturedLog captured = CapturedLog.begin()) {
            assertThat(told(Settings.of(database), "UnloggedTables")).isEqualTo("public.t");
            assertThat(captured.text()).contains("Table public.t is UNLOGGED: after a crash of the server it is empty");
        }
    }

    @Test
    void anUnloggedPartitionCountsAsItsTable() throws SQLException {
        database.execute(
                "CREATE TABLE t (id int) PARTITION BY RANGE (id)",
                "CREATE UNLOGGED TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10)");

        assertThat(told(Settings.of(database), "UnloggedTables")).isEqualTo("public.t");
    }
}
