package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.RefusedRecord;
import io.millrace.config.Compression;
import io.millrace.config.ConnectionSettings;
import io.millrace.config.CreateSettings;
import io.millrace.config.ExpiredPartitions;
import io.millrace.config.InsertMode;
import io.millrace.config.PartitionInterval;
import io.millrace.config.PartitionSettings;
import io.millrace.config.Pooling;
import io.millrace.config.UpdateSettings;
import io.millrace.config.WriteMethod;
import io.millrace.config.WriteSettings;
import io.millrace.table.Partitions;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A writer on a database of the test's own. Confined to one test. */
final class TestWriter implements AutoCloseable {
    private final Connections connections;
    private final PostgresBatchWriter writer;
    private final IsolatingWriter isolating;

    private TestWriter(ConnectionSettings settings, WriteSettings write) {
        this.connections = Connections.of(settings, 2, "test-0");
        this.writer = PostgresBatchWriter.of(connections, settings, write, System::nanoTime);
        this.isolating = new IsolatingWriter(writer, writer, OnRefusal.STOP, unplaced());
    }

    private static Unplaced unplaced() {
        PartitionSettings none =
                new PartitionSettings("", PartitionInterval.DAY, 1, 1, 0, ExpiredPartitions.DETACH, ZoneOffset.UTC);
        CreateSettings create = new CreateSettings(false, Map.of(), Compression.AUTO, none);
        return new Unplaced(new Partitions(create), Clock.systemUTC());
    }

    static TestWriter on(TestDatabase database) {
        return on(database, WriteMethod.AUTO);
    }

    static TestWriter on(TestDatabase database, WriteMethod method) {
        return on(settings(database, database.user(), Duration.ofSeconds(30)), method);
    }

    static TestWriter as(String role, TestDatabase database, WriteMethod method) {
        return on(settings(database, role, Duration.ofSeconds(30)), method);
    }

    static TestWriter impatient(TestDatabase database, Duration statementTimeout) {
        return on(settings(database, database.user(), statementTimeout), WriteMethod.AUTO);
    }

    private static TestWriter on(ConnectionSettings settings, WriteMethod method) {
        return new TestWriter(settings, new WriteSettings(InsertMode.UPSERT, method, UpdateSettings.PLAIN));
    }

    static ConnectionSettings settings(TestDatabase database, String role, Duration statementTimeout) {
        return settings(database.jdbcUrl(), role, statementTimeout);
    }

    static ConnectionSettings settings(String url, String role, Duration statementTimeout) {
        return new ConnectionSettings(
                url,
                Optional.of(role),
                Optional.empty(),
                Map.of(),
                statementTimeout,
                Duration.ofMinutes(30),
                Pooling.AUTO);
    }

    PostgresBatchWriter writer() {
        return writer;
    }

    Outcome write(TestBatch rows) {
        return isolating.write(rows.batch());
    }

    /** Written but for one record, at which a task that tolerates none ends. */
    static Outcome refused(int claim, String sqlState, String reason) {
        return new Outcome.Written(List.of(new RefusedRecord(claim, sqlState, reason)), 0);
    }

    void writes(TestBatch rows) {
        assertThat(write(rows)).isEqualTo(new Outcome.Written());
    }

    @Override
    public void close() {
        writer.close();
        connections.close();
    }
}
