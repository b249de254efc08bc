package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConnectionSettings;
import io.millrace.config.InsertMode;
import io.millrace.config.Pooling;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import io.millrace.write.Connections;
import io.millrace.write.LaneBatch;
import io.millrace.write.Outcome;
import io.millrace.write.PostgresBatchWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane keeps its connection, since staging lives in it, and replaces it between batches when it is old. */
class HardCase25ConnectionLifetimeIT {
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final String BACKENDS =
            "SELECT string_agg(pid::text, ',') FROM pg_stat_activity WHERE application_name = 'millrace-lifetime'";
    private static final String STAGES =
            "pg_class WHERE relpersistence = 't' AND relkind = 'r' AND relnamespace <> pg_my_temp_schema()";

    private final AtomicLong clock = new AtomicLong();
    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT4)
            .with("v", TypeKind.INT4)
            .key("id");
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
    }

    @Test
    void anOldConnectionIsReplacedBetweenBatchesAndItsStagingWithIt() throws SQLException {
        ConnectionSettings settings = new ConnectionSettings(
                database.jdbcUrl(),
                Optional.of(database.user()),
                Optional.empty(),
                Map.of(),
                Duration.ofSeconds(30),
                LIFETIME,
                Pooling.AUTO);
        WriteSettings write = new WriteSettings(InsertMode.UPSERT, WriteMethod.COPY, UpdateSettings.PLAIN);
        try (Connections connections = Connections.of(settings, 1, "lifetime");
                PostgresBatchWriter writer = PostgresBatchWriter.of(connections, settings, write, clock::get)) {
            Outcome first = writer.write(batch(1));
            String young = database.ask(BACKENDS);
            clock.addAndGet(LIFETIME.minusSeconds(1).toNanos());
            Outcome second = writer.write(batch(2));
            String stillYoung = database.ask(BACKENDS);
            clock.addAndGet(Duration.ofSeconds(2).toNanos());
            Outcome third = writer.write(batch(3));
            String replaced = database.ask(BACKENDS);

            assertThat(first).isInstanceOf(Outcome.Written.class);
            assertThat(second).isInstanceOf(Outcome.Written.class);
            assertThat(third).isInstanceOf(Outcome.Written.class);
            assertThat(stillYoung).isEqualTo(young);
            assertThat(replaced).isNotEqualTo(young).doesNotContain(",");
            assertThat(database.count(STAGES)).isEqualTo(1);
        }
        assertThat(database.ask("SELECT string_agg(v::text, ',' ORDER BY id) FROM t"))
                .isEqualTo("1,2,3");
    }

    private LaneBatch batch(int id) {
        return new TestBatch()
                .write(table.target(InsertMode.UPSERT), table.set("id", "v"), id, id)
                .batch();
    }
}
