package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ack.RefusedRecord;
import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Temporary tables are few, made once, and empty whenever a batch begins to use them. */
class HardCase24StagingIT {
    private static TestDatabase shared;

    private static final String STAGES =
            "SELECT count(*) FROM pg_class WHERE relname LIKE 'millrace\\_%' AND relkind = 'r'";

    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.INT4)
            .key("id");
    private final TestTable other = TestTable.named("u")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.INT4)
            .key("id");

    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void makeTables() throws Exception {
        database = shared.cleared();
        database.execute(
                "CREATE TABLE t (id int8 PRIMARY KEY, a int4 CHECK (a > 0))",
                "CREATE TABLE u (id int8 PRIMARY KEY, a int4 CHECK (a > 0))");
    }

    private TestBatch rows(TestBatch rows, TestTable into, long first, Integer value) {
        for (long id = first; id < first + 10; id++) {
            rows.write(into.target(InsertMode.UPSERT), into.set(), id, value);
        }
        return rows;
    }

    @Test
    void tablesWithTheSameTypesShareOneUnlessABatchHoldsBoth() throws Exception {
        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            for (int flush = 0; flush < 5; flush++) {
                writer.writes(rows(new TestBatch(), table, 0, 1));
                writer.writes(rows(new TestBatch(), other, 0, 1));
            }
            String afterOneByOne = database.ask(STAGES);
            writer.writes(rows(rows(new TestBatch(), table, 0, 1), other, 0, 1));

            assertThat(afterOneByOne).isEqualTo("1");
            assertThat(database.ask(STAGES)).isEqualTo("2");
        }
    }

    @Test
    void whatARefusedBatchLeavesBehindIsNotWrittenByTheNext() throws Exception {
        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            Outcome refused = writer.write(rows(new TestBatch(), table, 0, -1));
            writer.writes(rows(new TestBatch(), table, 100, 1));

            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Outcome.Written.class,
                            written -> assertThat(written.refused())
                                    .hasSize(10)
                                    .extracting(RefusedRecord::reason)
                                    .containsOnly("public.t: check_violation (23514), constraint t_a_check"));
            assertThat(database.ask("SELECT count(*) || ' ' || min(id) FROM t")).isEqualTo("10 100");
        }
    }

    @Test
    void severalStagedTablesAreWrittenTogether() throws Exception {
        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            writer.write(rows(rows(new TestBatch(), table, 0, -1), other, 0, 1));
            String afterRefusal = database.ask("SELECT count(*) FROM u");
            writer.writes(rows(rows(new TestBatch(), table, 0, 1), other, 0, 1));

            assertThat(afterRefusal).isEqualTo("0");
            assertThat(database.ask(
                            "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM t UNION SELECT xmin FROM u) x"))
                    .isEqualTo("1");
        }
    }

    @Test
    void manyTablesAtOnceAreStillOneTransaction() throws Exception {
        TestBatch rows = new TestBatch();
        for (int number = 0; number < 30; number++) {
            database.execute("CREATE TABLE m" + number + " (id int8 PRIMARY KEY, a int4 CHECK (a > 0))");
            TestTable made = TestTable.named("m" + number)
                    .with("id", TypeKind.INT8)
                    .with("a", TypeKind.INT4)
                    .key("id");
            rows(rows, made, 0, number == 29 ? -1 : 1);
        }

        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            assertThat(writer.write(rows))
                    .isInstanceOfSatisfying(
                            Outcome.Written.class,
                            written -> assertThat(written.refused().get(0))
                                    .isEqualTo(new RefusedRecord(
                                            290,
                                            "23514",
                                            "public.m29: check_violation (23514), constraint m29_a_check")));
        }

        assertThat(database.ask("SELECT (SELECT count(*) FROM m0) || ' ' || (SELECT count(*) FROM m29)"))
                .isEqualTo("10 0");
    }

    @Test
    void thereAreNoMoreThanTheMostAndTheRestGoesByArrays() throws Exception {
        try (Connection connection = database.connect()) {
            Staging staging = new Staging(connection, 2);

            assertThat(staging.take(table.set())).hasValue("pg_temp.millrace_0");
            assertThat(staging.take(other.set("a"))).hasValue("pg_temp.millrace_1");
            assertThat(staging.take(table.keySet())).isEmpty();
            staging.giveBack();
            assertThat(staging.take(table.set())).as("free again").hasValue("pg_temp.millrace_0");
        }
    }

    @Test
    void manyTablesOfManyShapesAreWrittenWhole() throws Exception {
        TestBatch rows = new TestBatch();
        for (int number = 0; number < 40; number++) {
            TestTable made =
                    TestTable.named("m" + number).with("id", TypeKind.INT8).key("id");
            StringBuilder columns = new StringBuilder("id int8 PRIMARY KEY");
            Object[] values = new Object[number + 2];
            for (int column = 0; column <= number; column++) {
                made = made.with("c" + column, TypeKind.INT4);
                columns.append(", c").append(column).append(" int4");
                values[column + 1] = column;
            }
            database.execute("CREATE TABLE m" + number + " (" + columns + ")");
            for (long id = 0; id < 5; id++) {
                values[0] = id;
                rows.write(made.target(InsertMode.UPSERT), made.set(), values);
            }
        }

        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            writer.writes(rows);
            writer.writes(rows);
            assertThat(database.ask(STAGES)).isEqualTo(String.valueOf(Staging.MOST));
        }

        for (int number = 0; number < 40; number++) {
            assertThat(database.ask("SELECT count(*) FROM m" + number)).isEqualTo("5");
        }
    }

    @Test
    void flushesLeaveNoTraceInTheCatalogue() throws Exception {
        String updates = "SELECT n_tup_upd FROM pg_stat_sys_tables WHERE relname = 'pg_class'";
        try (TestWriter writer = TestWriter.on(database, WriteMethod.COPY)) {
            writer.writes(rows(new TestBatch(), table, 0, 1));
            database.ask("SELECT pg_stat_force_next_flush()");
            long before = Long.parseLong(database.ask(updates));
            for (int flush = 0; flush < 50; flush++) {
                writer.writes(rows(new TestBatch(), table, 0, 1));
            }
            database.ask("SELECT pg_stat_force_next_flush()");

            assertThat(Long.parseLong(database.ask(updates)) - before).isLessThan(50);
        }
    }

    @Test
    void aRoleThatMayMakeNoneWritesByArrays() throws Exception {
        String role = "no_temp_" + System.nanoTime();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT ALL ON t TO " + role,
                "DO $$ BEGIN EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database()); END $$");
        TestBatch rows = new TestBatch();
        for (long id = 0; id < 2500; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, 1);
        }

        try (TestWriter writer = TestWriter.as(role, database, WriteMethod.COPY)) {
            writer.writes(rows);
        }

        assertThat(database.ask("SELECT count(*) FROM t")).isEqualTo("2500");
    }

    @Test
    void theDriverSendsSeveralStatementsAsOneTransaction() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (1, 1); INSERT INTO u VALUES (1, 1); INSERT INTO u VALUES (2, 1)");
            try (ResultSet found = statement.executeQuery(
                    "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM t UNION SELECT xmin FROM u) x")) {
                found.next();

                assertThat(found.getInt(1)).isEqualTo(1);
            }
        }
    }
}
