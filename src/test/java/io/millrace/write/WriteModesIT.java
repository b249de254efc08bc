package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mode by every method, over the sizes at which methods change: the table tells whether they agree. */
class WriteModesIT {
    private static TestDatabase shared;

    private static final int OLD = 3500;

    private final TestTable table = TestTable.named("t")
            .with("id", TypeKind.INT8)
            .with("a", TypeKind.TEXT)
            .with("n", TypeKind.INT4)
            .key("id");

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    static List<Arguments> methodsAndSizes() {
        return Stream.of(WriteMethod.values())
                .flatMap(method -> Stream.of(1, 10, 3000).map(size -> Arguments.of(method, size)))
                .toList();
    }

    private static TestDatabase database(String... more) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int8 PRIMARY KEY, a text, n int4)");
        database.execute(more);
        return database;
    }

    /** Even ids from 0 on. */
    private static TestDatabase databaseWithOldRows() throws Exception {
        return database("INSERT INTO t SELECT 2 * i, 'old', 7 FROM generate_series(0, " + (OLD - 1) + ") i");
    }

    private static String summary(TestDatabase database) throws Exception {
        return database.ask("SELECT count(*) || ' ' || count(*) FILTER (WHERE a = 'new') || ' ' || coalesce(sum(n), 0)"
                + " || ' ' || coalesce(sum(id), 0) FROM t");
    }

    private static long sumOfIds(long count) {
        return count * (count - 1) / 2;
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void insertedRowsAreThere(WriteMethod method, int size) throws Exception {
        TestDatabase database = database();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.appending(), table.set(), id, "new", 1);
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(summary(database)).isEqualTo(size + " " + size + " " + size + " " + sumOfIds(size));
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void upsertedRowsAreNewOrReplaceOldOnes(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, "new", null);
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        int replaced = (size + 1) / 2;
        int total = OLD + size - replaced;
        assertThat(summary(database)).startsWith(total + " " + size + " " + 7 * (OLD - replaced) + " ");
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void ignoredRowsLeaveOldOnesAlone(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.target(InsertMode.IGNORE), table.set(), id, "new", 1);
            rows.write(table.target(InsertMode.IGNORE), table.set(), id, "second", 100);
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        int added = size / 2;
        assertThat(summary(database)).startsWith(OLD + added + " " + added + " " + (7 * OLD + added) + " ");
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void updatesReachRowsThatAreThere(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.target(InsertMode.UPDATE), table.set("a"), id, "new");
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(summary(database)).startsWith(OLD + " " + (size + 1) / 2 + " " + 7 * OLD + " ");
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void deletesAndUpsertsShareABatch(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, "gone", 1);
            rows.delete(table.target(InsertMode.UPSERT), table.keySet(), id);
            if (id % 4 == 0) {
                // Deleted, then written with fewer columns: the deleted row's number must not survive.
                rows.write(table.target(InsertMode.UPSERT), table.set("a"), id, "new");
            }
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        int deleted = (size + 1) / 2;
        int written = (size + 3) / 4;
        assertThat(summary(database))
                .startsWith(OLD - deleted + written + " " + written + " " + 7 * (OLD - deleted) + " ");
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void columnsMissingFromARowAreLeftAlone(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            if (id % 4 == 0) {
                rows.write(table.target(InsertMode.UPSERT), table.set("a"), id, "new");
            } else if (id % 4 == 2) {
                rows.write(table.target(InsertMode.UPSERT), table.set("n"), id, 1);
            }
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        int texts = (size + 3) / 4;
        int numbers = (size + 1) / 4;
        assertThat(summary(database)).startsWith(OLD + " " + texts + " " + (7 * OLD - 6 * numbers) + " ");
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void rowsThatChangeNothingAreNotWritten(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(
                    table.target(skippingUnchanged(InsertMode.UPSERT)),
                    table.set(),
                    2 * id,
                    id % 10 == 0 ? "new" : "old",
                    7);
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        String touched = database.ask("SELECT count(*) FROM t WHERE xmin <> (SELECT xmin FROM t WHERE id = 6998)");
        assertThat(touched).isEqualTo(String.valueOf((size + 9) / 10));
    }

    private static WriteRule skippingUnchanged(InsertMode mode) {
        return new WriteRule(mode, true, false, null);
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void severalTablesShareATransaction(WriteMethod method, int size) throws Exception {
        TestDatabase database = databaseWithOldRows();
        database.execute("CREATE TABLE u (id int8 PRIMARY KEY, a text, n int4)", "CREATE TABLE v (id int8, a text)");
        TestTable second = TestTable.named("u")
                .with("id", TypeKind.INT8)
                .with("a", TypeKind.TEXT)
                .key("id");
        TestTable third = TestTable.named("v").with("id", TypeKind.INT8).with("a", TypeKind.TEXT);
        TestBatch rows = new TestBatch();
        for (long id = 0; id < size; id++) {
            rows.write(table.target(InsertMode.UPSERT), table.set(), id, "new", 1);
            rows.write(second.target(InsertMode.UPSERT), second.set(), id, "new");
            rows.write(third.appending(), third.set(), id, "new");
            rows.delete(table.target(InsertMode.UPSERT), table.keySet(), id);
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(database.ask("SELECT count(*) FROM t")).isEqualTo(String.valueOf(OLD - (size + 1) / 2));
        assertThat(database.ask("SELECT count(*) FROM u")).isEqualTo(String.valueOf(size));
        assertThat(database.ask("SELECT count(*) FROM v")).isEqualTo(String.valueOf(size));
        assertThat(database.ask(
                        "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM u UNION SELECT xmin FROM v) x"))
                .isEqualTo("1");
    }
}
