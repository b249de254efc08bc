package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.SinkConfig;
import io.millrace.table.Catalogue;
import io.millrace.table.Destination;
import io.millrace.table.Lookup;
import io.millrace.table.Partitions;
import io.millrace.table.Privilege;
import io.millrace.table.TableId;
import io.millrace.testing.Settings;
import io.millrace.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions come before their day and go after theirs, by the clock that is given. */
class PartitionsOverDaysIT {
    private Instant now = Instant.parse("2026-02-28T23:59:59.999Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private static SinkConfig config(TestDatabase database, String expired) {
        return SinkConfig.of(Settings.of(database)
                .with("auto.create", true)
                .with("table.create.partition.by", "at")
                .with("table.create.partition.ahead", 1)
                .with("table.create.partition.retention", 2)
                .with("table.create.partition.expired", expired)
                .map());
    }

    private static Destination learned(TestDatabase database, SinkConfig config) throws SQLException {
        try (Connection connection = database.connect()) {
            Lookup lookup = new Catalogue(config.routes().quoting(), Set.of(Privilege.INSERT))
                    .find(connection, new TableId("public", "t"));
            return new Destination(((Lookup.Found) lookup).shape(), List.of(), false, false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"detach", "drop"})
    void aDayThatBeginsMakesTheNextOneAndEndsTheOldest(String expired) throws Exception {
        TestDatabase database = TestDatabase.fresh();
        database.execute("CREATE TABLE t (at timestamptz NOT NULL) PARTITION BY RANGE (at)");
        SinkConfig config = config(database, expired);
        Destination table = learned(database, config);
        try (Connections connections =
                Connections.of(TestWriter.settings(database, database.user(), Duration.ofSeconds(30)), 1, "t-0")) {
            PartitionKeeper keeper = new PartitionKeeper(connections, new Partitions(config.create()), false, clock);

            keeper.keep(table);
            assertThat(parts(database)).isEqualTo("t_p20260228 t_p20260301");
            database.execute("INSERT INTO t VALUES ('2026-02-28 23:59:59.999999Z'), ('2026-03-01 00:00Z')");

            now = Instant.parse("2026-03-01T00:00:00Z");
            keeper.keep(table);
            assertThat(parts(database)).isEqualTo("t_p20260228 t_p20260301 t_p20260302");

            now = Instant.parse("2026-03-02T23:59:59.999Z");
            keeper.keep(table);
            assertThat(parts(database))
                    .as("two days are kept before the present")
                    .startsWith("t_p20260228 ");

            now = Instant.parse("2026-03-03T00:00:00Z");
            keeper.keep(table);
            keeper.keep(table);
        }

        assertThat(parts(database)).isEqualTo("t_p20260301 t_p20260302 t_p20260303 t_p20260304");
        assertThat(database.count("t")).isEqualTo(1);
        String kept = expired.equals("detach") ? "1" : null;
        assertThat(database.ask("SELECT '1' FROM pg_class WHERE relname = 't_p20260228' UNION ALL SELECT NULL LIMIT 1"))
                .isEqualTo(kept);
    }

    private static String parts(TestDatabase database) throws SQLException {
        return database.ask("SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text)"
                + " FROM pg_inherits WHERE inhparent = 't'::regclass");
    }
}
