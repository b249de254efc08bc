package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A statement that joins a large table with a batch goes by the table's index, however large the batch is. */
class HardCase27JoinPlansIT {
    private static final int STAGED = 50_000;

    private static TestDatabase database;

    private final TestTable simple = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.INT4)
            .key("id");
    private final TestTable composite = TestTable.named("c")
            .with("a", TypeKind.INT4)
            .with("b", TypeKind.INT8)
            .with("v", TypeKind.INT4)
            .key("a", "b");
    private final TestTable withNulls = TestTable.named("c")
            .with("a", TypeKind.INT4)
            .with("b", TypeKind.INT8)
            .with("v", TypeKind.INT4)
            .key("a", "b")
            .nullsEqual();

    @BeforeAll
    static void makeTables() throws Exception {
        database = TestDatabase.fresh();
        database.execute(
                "CREATE TABLE t (id int8 PRIMARY KEY, a int4)",
                "INSERT INTO t SELECT i, 1 FROM generate_series(1, 1000000) i",
                "CREATE TABLE c (a int4, b int8, v int4, UNIQUE (a, b))",
                "INSERT INTO c SELECT i % 1000, i, 1 FROM generate_series(1, 1000000) i",
                "ANALYZE");
    }

    /** Else the server has them to write when it stops, for which it is given seconds. */
    @AfterAll
    static void leaveNothingToWrite() throws Exception {
        database.execute("DROP TABLE t, c", "CHECKPOINT");
    }

    private TestBatch updates(TestTable table, int count) {
        TestBatch rows = new TestBatch();
        boolean isSimple = table == simple;
        for (int id = 1; id <= count; id++) {
            Object[] values = isSimple ? new Object[] {(long) id, 2} : new Object[] {id % 1000, (long) id, 2};
            rows.write(table.target(InsertMode.UPDATE), table.set(), values);
        }
        return rows;
    }

    private TestBatch deletes(TestTable table, int count) {
        TestBatch rows = new TestBatch();
        for (int id = 1; id <= count; id++) {
            rows.delete(table.target(InsertMode.UPDATE), table.keySet(), id % 1000, (long) id);
        }
        return rows;
    }

    private static List<Step> steps(TestBatch rows, WriteMethod method) {
        return FlushPlan.of(rows.batch(), new Methods(method, true), Pace.FULL);
    }

    /** The plan of the step's statement as the writer sends it: rows staged or bound, settings and all. */
    private static String plan(Step step) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            String staging = new Staging(connection, 1).take(step.rows().set()).orElseThrow();
            boolean staged = step.method() == Method.STAGING;
            if (staged) {
                new CopyRows()
                        .send(
                                connection.unwrap(org.postgresql.PGConnection.class),
                                "COPY " + staging + " FROM STDIN (FORMAT BINARY)",
                                step.rows());
            }
            RowSource source = staged
                    ? RowSource.staging(step.rows().set(), staging)
                    : RowSource.unnest(step.rows().set());
            force(connection, step);
            return explain(connection, step, "EXPLAIN " + step.sql(source));
        }
    }

    private static void force(Connection connection, Step step) throws SQLException {
        assertThat(step.joins()).isTrue();
        try (Statement statement = connection.createStatement()) {
            statement.execute(Flush.BY_INDEX.replace("; ", ""));
        }
    }

    private static String explain(Connection connection, Step step, String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (step.method() == Method.UNNEST) {
                new BinaryArrays()
                        .bind(
                                statement,
                                1,
                                step.rows(),
                                step.rows().set().columns().size());
            }
            try (ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static void goesByIndex(Step step, String index) throws SQLException {
        assertThat(plan(step))
                .contains("using " + index)
                .contains("Nested Loop")
                .doesNotContain("Hash Join")
                .doesNotContain("Merge Join")
                .doesNotContain("Seq Scan on t")
                .doesNotContain("Seq Scan on c");
    }

    @Test
    void stagedUpdates() throws Exception {
        goesByIndex(steps(updates(simple, STAGED), WriteMethod.AUTO).get(0), "t_pkey");
        goesByIndex(steps(updates(composite, STAGED), WriteMethod.AUTO).get(0), "c_a_b_key");
        goesByIndex(steps(updates(withNulls, STAGED), WriteMethod.AUTO).get(0), "c_a_b_key");
    }

    @Test
    void updatesByArrays() throws Exception {
        goesByIndex(steps(updates(simple, STAGED), WriteMethod.UNNEST).get(0), "t_pkey");
        goesByIndex(steps(updates(composite, STAGED), WriteMethod.UNNEST).get(0), "c_a_b_key");
    }

    @Test
    void deletesByCompositeKeys() throws Exception {
        goesByIndex(steps(deletes(composite, STAGED), WriteMethod.AUTO).get(0), "c_a_b_key");
        goesByIndex(steps(deletes(composite, STAGED), WriteMethod.UNNEST).get(0), "c_a_b_key");
    }

    @Test
    void deletesOfKeysWithNullParts() throws Exception {
        TestBatch rows = new TestBatch();
        rows.delete(withNulls.target(InsertMode.UPDATE), withNulls.keySet(), 1, null);
        rows.delete(withNulls.target(InsertMode.UPDATE), withNulls.keySet(), 1, 1001L);

        List<Step> steps = steps(rows, WriteMethod.AUTO);

        assertThat(steps).extracting(Step::nullKeys).containsExactlyInAnyOrder(0L, 2L);
        goesByIndex(steps.get(0), "c_a_b_key");
        goesByIndex(steps.get(1), "c_a_b_key");
    }
}
