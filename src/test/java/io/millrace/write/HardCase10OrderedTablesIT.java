package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of different keys meet in a second unique constraint, so the order they came in is the order they go. */
class HardCase10OrderedTablesIT {
    private static TestDatabase shared;

    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("email", TypeKind.TEXT)
            .key("id")
            .ordered();

    private TestDatabase database;

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    @BeforeEach
    void makeTable() throws Exception {
        database = shared.cleared();
        database.execute(
                "CREATE TABLE t (id int8 PRIMARY KEY, email text UNIQUE)", "INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    }

    private Outcome write(TestBatch rows) {
        try (TestWriter writer = TestWriter.on(database)) {
            return writer.write(rows);
        }
    }

    private TestBatch put(TestBatch rows, long id, String email) {
        return rows.write(table.target(InsertMode.UPSERT), table.set(), id, email);
    }

    private TestBatch delete(TestBatch rows, long id) {
        return rows.delete(table.target(InsertMode.UPSERT), table.keySet(), id);
    }

    private String rows() throws Exception {
        return database.ask("SELECT string_agg(id || email, ' ' ORDER BY id) FROM t");
    }

    @Test
    void aUniqueValueMovesFromADeletedRowToANewOne() throws Exception {
        TestBatch rows = put(delete(new TestBatch(), 1), 3, "x");

        assertThat(write(rows)).isEqualTo(new Outcome.Written());

        assertThat(rows()).isEqualTo("2y 3x");
    }

    @Test
    void aDeleteBehindAWriteStaysBehindIt() throws Exception {
        TestBatch rows = put(delete(put(new TestBatch(), 2, "z"), 1), 3, "x");

        assertThat(write(rows)).isEqualTo(new Outcome.Written());

        assertThat(rows()).isEqualTo("2z 3x");
    }

    @Test
    void uniqueValuesSwapOverAnIntermediateOne() throws Exception {
        // Coalesced, row 1 has y only while row 2 has it still: every record must be played.
        TestBatch rows = put(put(put(new TestBatch(), 1, "tmp"), 2, "x"), 1, "y");

        assertThat(write(rows)).isEqualTo(new Outcome.Written());

        assertThat(rows()).isEqualTo("1y 2x");
    }

    @Test
    void aBatchIsReplayedBeforeItIsRefused() throws Exception {
        TestBatch rows = put(put(new TestBatch(), 3, "x"), 1, "z");

        Outcome outcome = write(rows);

        assertThat(outcome)
                .isEqualTo(
                        TestWriter.refused(0, "23505", "public.t: unique_violation (23505), constraint t_email_key"));
        assertThat(rows()).isEqualTo("1x 2y");
    }

    @Test
    void aThousandAlternatingRowsKeepTheirOrder() throws Exception {
        TestBatch rows = new TestBatch();
        for (long id = 10; id < 510; id++) {
            put(rows, id, "moving");
            delete(rows, id);
        }
        put(rows, 9, "moving");

        assertThat(write(rows)).isEqualTo(new Outcome.Written());

        assertThat(rows()).isEqualTo("1x 2y 9moving");
    }
}
