package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that COPY or ON CONFLICT treat in a way of their own. */
class HardCase28ConflictTargetsIT {
    private static TestDatabase shared;

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void keysWithNullPartsAreOneKeyWhereTheIndexSaysSo(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        assumeTrue(Integer.parseInt(database.ask("SHOW server_version_num")) >= 150_000, "since PostgreSQL 15");
        database.execute(
                "CREATE TABLE t (a int4, b int4, v text, UNIQUE NULLS NOT DISTINCT (a, b))",
                "INSERT INTO t VALUES (1, NULL, 'old'), (NULL, NULL, 'old'), (1, 1, 'old'), (2, NULL, 'old')");
        TestTable table = TestTable.named("t")
                .with("a", TypeKind.INT4)
                .with("b", TypeKind.INT4)
                .with("v", TypeKind.TEXT)
                .key("a", "b")
                .nullsEqual();
        TestBatch upserts = new TestBatch();
        upserts.write(table.target(InsertMode.UPSERT), table.set(), 1, null, "upserted");
        upserts.delete(table.target(InsertMode.UPSERT), table.keySet(), 2, null);
        TestBatch updates = new TestBatch();
        updates.write(table.target(InsertMode.UPDATE), table.set(), null, null, "updated");
        updates.write(table.target(InsertMode.UPDATE), table.set(), 1, 1, "updated");

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(upserts);
            writer.writes(updates);
        }

        assertThat(database.ask("SELECT string_agg(t::text, ' ' ORDER BY a, b) FROM t"))
                .isEqualTo("(1,1,updated) (1,,upserted) (,,updated)");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aViewIsWrittenWithoutCopy(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE base (id int8 PRIMARY KEY, a text)", "CREATE VIEW v AS SELECT * FROM base");
        TestTable view = TestTable.named("v")
                .with("id", TypeKind.INT8)
                .with("a", TypeKind.TEXT)
                .key("id")
                .notCopyable();
        TestBatch appended = new TestBatch();
        TestBatch upserted = new TestBatch();
        for (long id = 0; id < 3000; id++) {
            appended.write(view.appending(), view.set(), id, "old");
            upserted.write(view.target(InsertMode.UPSERT), view.set(), id, "new");
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(appended);
            writer.writes(upserted);
        }

        assertThat(database.ask("SELECT count(*) || min(a) FROM base")).isEqualTo("3000new");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aTriggerMayDropRows(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TABLE t (id int8 PRIMARY KEY)",
                "CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER drop_row BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION drop_row()");
        TestTable table = TestTable.named("t").with("id", TypeKind.INT8).key("id");
        TestBatch rows = new TestBatch();
        rows.write(table.target(InsertMode.UPSERT), table.set(), 1L);

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(database.ask("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void parentsComeBeforeChildrenAndGoAfterThem(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TABLE parent (id int8 PRIMARY KEY)",
                "CREATE TABLE child (id int8 PRIMARY KEY, p int8 NOT NULL REFERENCES parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1, 1)");
        TestTable parent = TestTable.named("parent").with("id", TypeKind.INT8).key("id");
        TestTable child = TestTable.named("child")
                .with("id", TypeKind.INT8)
                .with("p", TypeKind.INT8)
                .key("id")
                .refersTo("parent");
        TestBatch deletes = new TestBatch();
        deletes.delete(parent.target(InsertMode.UPSERT), parent.keySet(), 1L);
        deletes.delete(child.target(InsertMode.UPSERT), child.keySet(), 1L);
        TestBatch writes = new TestBatch();
        writes.write(child.target(InsertMode.UPSERT), child.set(), 2L, 2L);
        writes.write(parent.target(InsertMode.UPSERT), parent.set(), 2L);

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(deletes);
            writer.writes(writes);
        }

        assertThat(database.ask("SELECT string_agg(id || '-' || p, ' ') FROM child"))
                .isEqualTo("2-2");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void keysThatOnlyTheServerHoldsEqualArePartedUntilTheyPass(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        // Two texts of one address: PostgreSQL's equality is not that of bytes (hard case 9).
        database.execute("CREATE TABLE t (ip inet PRIMARY KEY, a text)", "INSERT INTO t VALUES ('10.0.0.9', 'old')");
        TestTable table = TestTable.named("t")
                .with("ip", TypeKind.OTHER, "inet")
                .with("a", TypeKind.TEXT)
                .key("ip");
        TestBatch upserts = new TestBatch();
        upserts.write(table.target(InsertMode.UPSERT), table.set(), "10.0.0.1", "first");
        upserts.write(table.target(InsertMode.UPSERT), table.set(), "10.0.0.2", "other");
        upserts.write(table.target(InsertMode.UPSERT), table.set(), "10.0.0.1/32", "last");
        TestBatch updates = new TestBatch();
        updates.write(table.target(InsertMode.UPDATE), table.set(), "10.0.0.9", "first");
        updates.write(table.target(InsertMode.UPDATE), table.set(), "10.0.0.9/32", "last");

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(upserts);
            writer.writes(updates);
        }

        assertThat(database.ask("SELECT string_agg(ip || a, ' ' ORDER BY ip) FROM t"))
                .isEqualTo("10.0.0.1/32last 10.0.0.2/32other 10.0.0.9/32last");
    }
}
