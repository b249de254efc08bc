package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.CapturedLog;
import io.millrace.testing.PartitionLog;
import io.millrace.testing.Settings;
import io.millrace.testing.TaskDriver;
import io.millrace.testing.TestDatabase;
import java.sql.SQLException;
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

/** With schema.evolution=validate, records whose schema differs from their table are refused, and nothing is changed. */
class ValidatedTableIT {
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

    private SinkRecord record(SchemaBuilder schema, Object... values) {
        Struct value = new Struct(schema.build());
        for (int at = 0; at < values.length; at++) {
            value.put(value.schema().fields().get(at), values[at]);
        }
        return log.append(Schema.INT64_SCHEMA, 1L, value.schema(), value);
    }

    private SinkRecord recordThatWouldLose() {
        SchemaBuilder schema = SchemaBuilder.struct()
                .field("d", Timestamp.SCHEMA)
                .field("f", Schema.INT64_SCHEMA)
                .field("n", Schema.INT16_SCHEMA);
        return record(schema, new Date(1), 1L, (short) 1);
    }

    private String failureOf(SinkRecord record) {
        Settings settings = Settings.upserting(database).with("schema.evolution", "validate");
        try (TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.put(List.of(record));
            ConnectException failure = task.awaitFailure();
            return failure.getMessage();
        }
    }

    @Test
    void allDifferencesAreToldAtOnce() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, a smallint, f text NOT NULL)");
        SchemaBuilder schema =
                SchemaBuilder.struct().field("a", Schema.INT64_SCHEMA).field("b", Schema.STRING_SCHEMA);

        assertThat(failureOf(record(schema, 1L, "x")))
                .contains("table public.t is not as its records are: column \"a\" (smallint) is narrower than bigint;"
                        + " no column \"b\" (text); column \"f\" is NOT NULL, and records may have no value for it");
        assertThat(database.columns("t")).isEqualTo("id bigint NOT NULL, a smallint, f text NOT NULL");
    }

    @Test
    void columnsThatWouldKeepLessAreDifferencesToo() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, d date, f real, n smallint)");

        assertThat(failureOf(recordThatWouldLose()))
                .contains("table public.t is not as its records are: column \"d\" is date, which does not keep all of a"
                        + " timestamptz; column \"f\" is real, which does not keep all of a bigint."
                        + " schema.evolution=validate changes nothing: change the table")
                .doesNotContain("auto.evolve");
        assertThat(database.count("t")).isZero();
    }

    @Test
    void autoEvolveWarnsOfThemOnceAndWrites() throws SQLException {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, d date, f real, n smallint)");
        Settings settings = Settings.upserting(database).with("auto.evolve", true);

        try (CapturedLog warnings = CapturedLog.begin();
                TaskDriver task = TaskDriver.start(settings.map()).open(log.partition())) {
            task.deliver(List.of(recordThatWouldLose(), recordThatWouldLose())).awaitDurable();

            assertThat(warnings.text())
                    .containsOnlyOnce("Table public.t stays as it is, though column \"d\" is date, which does not keep"
                            + " all of a timestamptz")
                    .containsOnlyOnce("column \"f\" is real");
        }
        assertThat(database.count("t")).isEqualTo(1);
    }
}
