package io.millrace;

import static io.millrace.testing.PartitionLog.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Await;
import io.millrace.testing.DebeziumEvents;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that are parted by time are created so, have a partition for each row, and lose those that are too old. */
class HardCase29PartitionsIT {
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("at", Timestamp.builder().optional().build())
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private static TestDatabase shared;

    private final PartitionLog log = PartitionLog.of("t", 0);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void clear() throws SQLException {
        database = shared.cleared();
    }

    private Settings parted() {
        return Settings.of(database)
                .with("auto.create", true)
                .with("table.create.partition.by", "at")
                .with("table.create.partition.ahead", 2);
    }

    private SinkRecord at(Instant time) {
        Struct value = new Struct(VALUE)
                .put("at", time == null ? null : Date.from(time))
                .put("id", log.end());
        return log.append(null, null, VALUE, value);
    }

    private void deliver(Settings settings, SinkRecord... records) {
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(records)).awaitDurable();
        }
    }

    private ConnectException failure(Settings settings, SinkRecord... records) {
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.put(List.of(records));
            return task.awaitFailure();
        }
    }

    private String partitions() throws SQLException {
        return database.ask("SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text)"
                + " FROM pg_inherits WHERE inhparent = 't'::regclass");
    }

    private static String day(Instant time) {
        return "t_p" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private Instant days(int days) {
        return now.plus(days, ChronoUnit.DAYS);
    }

    @Test
    void partitionsAreMadeAheadAndForRowsThatComeLate() throws SQLException {
        deliver(parted(), at(now), at(days(-40)), at(days(-40)), at(days(20)));

        assertThat(partitions())
                .isEqualTo(String.join(" ", day(days(-40)), day(now), day(days(1)), day(days(2)), day(days(20))));
        assertThat(database.count(day(days(-40)))).isEqualTo(2);
        assertThat(database.ask("SELECT pg_get_partkeydef('t'::regclass)")).isEqualTo("RANGE (at)");
        assertThat(database.ask(
                        "SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'at'"))
                .isEqualTo("t");
        assertThat(database.ask(
                        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = '" + day(now) + "'"))
                .contains("00:00:00");
    }

    @Test
    void keyedRowsFindTheirPartitionAndAreUpdatedThere() throws SQLException {
        Settings settings = parted().with("insert.mode", "upsert")
                .with("pk.mode", "record_value")
                .with("pk.fields", "id,at")
                .with("table.create.unlogged", true);
        SinkRecord record = at(now);

        deliver(settings, record, at(days(-3)));
        SinkRecord again = log.append(null, null, VALUE, record.value());
        deliver(settings, again);

        assertThat(database.count("t")).isEqualTo(2);
        assertThat(database.ask("SELECT relpersistence::text || reloptions::text FROM pg_class WHERE relname = '"
                        + day(now) + "'"))
                .isEqualTo("u{fillfactor=90}");
        assertThat(database.count("pg_index WHERE indrelid = '" + day(now) + "'::regclass AND indisprimary"))
                .isEqualTo(1);
    }

    @Test
    void aRowOutOfReachIsRefusedAndMakesNoTable() throws SQLException {
        ConnectException failure = failure(parted().with("table.create.partition.reach", 10), at(days(-11)));

        assertThat(failure)
                .hasMessageContaining(
                        "public.t: check_violation (23514), no partition of public.t takes the row: the time"
                                + " in its column at is further back than partitions are made, table.create.partition.reach=10"
                                + " (in intervals of a day)");
        assertThat(partitions()).isEqualTo(String.join(" ", day(now), day(days(1)), day(days(2))));
    }

    @Test
    void aRowThatMovesOutOfReachIsRefusedByTheSettingsName() throws SQLException {
        DebeziumEvents events = DebeziumEvents.on(
                "t", SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).field("at", Timestamp.SCHEMA), "id", "at");
        Struct near = events.row(1L, Date.from(now));
        Struct far = events.row(2L, Date.from(days(-11)));
        Settings settings = parted().with("table.create.partition.reach", 10)
                .with("insert.mode", "upsert")
                .with("pk.mode", "record_value")
                .with("pk.fields", "id,at");

        ConnectException failure = failure(settings, events.insert(near), events.update(near, far));

        assertThat(failure)
                .hasMessageContaining("public.t: check_violation (23514), no partition of public.t takes the row: the"
                        + " time in its column at is further back than partitions are made");
    }

    @Test
    void aRowOlderThanWhatIsKeptIsRefusedByTheSettingsName() {
        ConnectException failure = failure(parted().with("table.create.partition.retention", 3), at(days(-4)));

        assertThat(failure)
                .hasMessageContaining("the time in its column at is past what is kept,"
                        + " table.create.partition.retention=3 (in intervals of a day)");
    }

    @Test
    void aRowThatAUsersOwnPartitionsDoNotTakeIsToldSo() throws SQLException {
        database.execute(
                "CREATE TABLE t (id bigint, at timestamptz) PARTITION BY LIST (id)",
                "CREATE TABLE t_one PARTITION OF t FOR VALUES IN (-1)");

        ConnectException failure = failure(Settings.of(database), at(now));

        assertThat(failure)
                .hasMessageContaining("no partition of public.t takes the row: make one for it, or a DEFAULT partition"
                        + " (the table is partitioned by id)");
    }

    @Test
    void aCheckOfAPartitionedTableIsToldAsACheck() throws SQLException {
        database.execute(
                "CREATE TABLE t (id bigint CONSTRAINT low CHECK (id < 0), at timestamptz) PARTITION BY LIST (id)",
                "CREATE TABLE t_all PARTITION OF t DEFAULT");

        ConnectException failure = failure(Settings.of(database), at(now));

        assertThat(failure).hasMessageContaining("constraint low").hasMessageNotContaining("no partition");
    }

    @Test
    void aRowWithoutATimeIsRefusedByTheColumnsName() {
        ConnectException failure = failure(parted(), at(null));

        assertThat(failure).hasMessageContaining("column \"at\": null in a column that is NOT NULL");
    }

    @Test
    void aKeyWithoutTheTimeCannotBeParted() {
        Struct key = new Struct(
                        SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build())
                .put("id", 1L);
        Struct value = new Struct(VALUE).put("at", Date.from(now)).put("id", 1L);

        ConnectException failure =
                failure(parted().with("insert.mode", "upsert").with("pk.mode", "record_key"), log.append(key, value));

        assertThat(failure).hasMessageContaining("table.create.partition.by=at: the column is not in the key");
    }

    @Test
    void partitionsOlderThanWhatIsKeptGoAsTheSettingSays() throws Exception {
        deliver(parted(), at(days(-40)), at(days(-4)), at(days(-3)));
        Settings keeping = parted().with("table.create.partition.retention", 3);

        deliverUntilGone(keeping, day(days(-4)));
        assertThat(partitions()).startsWith(day(days(-3)));
        assertThat(database.count(day(days(-4)))).isEqualTo(1);

        database.execute("ALTER TABLE t ATTACH PARTITION " + day(days(-4)) + " FOR VALUES FROM ('"
                + LocalDate.ofInstant(days(-4), ZoneOffset.UTC) + " 00:00:00+00') TO ('"
                + LocalDate.ofInstant(days(-3), ZoneOffset.UTC) + " 00:00:00+00')");
        deliverUntilGone(keeping.with("table.create.partition.expired", "drop"), day(days(-4)));
        assertThat(database.ask("SELECT to_regclass('" + day(days(-4)) + "')")).isNull();
        assertThat(database.count("t")).isEqualTo(3);
    }

    private void deliverUntilGone(Settings settings, String partition) throws Exception {
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(at(now))).awaitDurable();
            Await.until("partition " + partition + " is gone", Duration.ofSeconds(20), () -> {
                task.idle();
                return !partitions().contains(partition);
            });
        }
    }

    @Test
    void hoursWeeksAndMonthsPartTablesWithoutAZone() throws SQLException {
        database.execute(
                "CREATE TABLE t (at timestamp NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE w (at date NOT NULL) PARTITION BY RANGE (at)");
        for (String interval : List.of("hour", "month")) {
            deliver(
                    parted().with("table.create.partition.interval", interval)
                            .with("table.create.partition.reach", 10_000)
                            .with("table.name.format", "t"),
                    log.append(
                            null, fields("at", interval.equals("hour") ? "2026-02-03 04:59:59.999999" : "2026-05-31")));
        }
        deliver(
                parted().with("table.create.partition.interval", "week")
                        .with("table.create.partition.reach", 10_000)
                        .with("table.name.format", "w"),
                log.append(null, fields("at", "2026-02-03")));

        assertThat(partitions()).contains("t_p2026020304").contains("t_p202605");
        assertThat(database.count("t_p2026020304")).isEqualTo(1);
        assertThat(database.count("w_p20260202")).isEqualTo(1);
    }
}
