package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.WriteMethod;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestBatch;
import io.millrace.testing.TestDatabase;
import io.millrace.testing.TestTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns and keys of every sort of type, by every method; values come back from the server as text. */
class TypesIT {
    private static TestDatabase shared;

    private static final UUID ID = new UUID(1, 2);

    @BeforeAll
    static void makeDatabase() throws Exception {
        shared = TestDatabase.fresh();
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void columnsOfEveryKindHoldWhatWasSent(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TYPE \"Mood\" AS ENUM ('sad', 'so so')",
                "CREATE DOMAIN positive AS int4 CHECK (VALUE > 0)",
                "CREATE TABLE t (id int8 PRIMARY KEY, b bool, i2 int2, i4 int4, f4 float4, f8 float8, n numeric(8, 2),"
                        + " v varchar(10), c char(4), by bytea, u uuid, j json, jb jsonb, d date, ti time, ts timestamp,"
                        + " tz timestamptz, e \"Mood\", dom positive, ip inet, a int4[])");
        database.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = UTC', current_database()); END $$");
        TestTable table = TestTable.named("t")
                .with("id", TypeKind.INT8)
                .with("b", TypeKind.BOOL)
                .with("i2", TypeKind.INT2)
                .with("i4", TypeKind.INT4)
                .with("f4", TypeKind.FLOAT4)
                .with("f8", TypeKind.FLOAT8)
                .with("n", TypeKind.NUMERIC)
                .with("v", TypeKind.VARCHAR)
                .with("c", TypeKind.BPCHAR)
                .with("by", TypeKind.BYTEA)
                .with("u", TypeKind.UUID)
                .with("j", TypeKind.JSON)
                .with("jb", TypeKind.JSONB)
                .with("d", TypeKind.DATE)
                .with("ti", TypeKind.TIME)
                .with("ts", TypeKind.TIMESTAMP)
                .with("tz", TypeKind.TIMESTAMPTZ)
                .with("e", TypeKind.ENUM, "public.\"Mood\"")
                .with("dom", TypeKind.INT4, "public.positive")
                .with("ip", TypeKind.OTHER, "inet")
                .with("a", TypeKind.OTHER, "int4[]")
                .key("id");
        TestBatch rows = new TestBatch();
        rows.write(
                table.target(InsertMode.UPSERT),
                table.set(),
                1L,
                true,
                2,
                3,
                0.5f,
                0.25,
                new BigDecimal("-12.50"),
                "",
                "ab",
                "bytes".getBytes(StandardCharsets.UTF_8),
                ID,
                "{\"a\": 1}",
                "{\"b\":2}",
                1,
                1_000_000L,
                1_000_000L,
                1_000_000L,
                "so so",
                7,
                "10.0.0.1",
                "{1,2}");
        Object[] nulls = new Object[21];
        nulls[0] = 2L;
        rows.write(table.target(InsertMode.UPSERT), table.set(), nulls);

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(database.ask("SELECT t::text FROM t WHERE id = 1"))
                .isEqualTo(
                        "(1,t,2,3,0.5,0.25,-12.50,\"\",\"ab  \",\"\\\\x6279746573\",00000000-0000-0001-0000-000000000002,"
                                + "\"{\"\"a\"\": 1}\",\"{\"\"b\"\": 2}\",2000-01-02,00:00:01,\"2000-01-01 00:00:01\","
                                + "\"2000-01-01 00:00:01+00\",\"so so\",7,10.0.0.1,\"{1,2}\")");
        assertThat(database.ask("SELECT t::text FROM t WHERE id = 2")).isEqualTo("(2,,,,,,,,,,,,,,,,,,,,)");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void anEnumAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.ENUM, "\"Mood\"", "sad", "so so");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aTypeSentAsTextAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.OTHER, "inet", "10.0.0.1", "10.0.0.2");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void anArrayAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.OTHER, "int4[]", "{1,2}", "{3}");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aUuidAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.UUID, "uuid", ID, new UUID(3, 4));
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void paddedTextAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.BPCHAR, "char(5)", "a", "b");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void aTimeAsKeyIsUpsertedAndDeleted(WriteMethod method) throws Exception {
        keyIsUpsertedAndDeleted(method, TypeKind.TIMESTAMPTZ, "timestamptz", 1L, 2L);
    }

    private static void keyIsUpsertedAndDeleted(
            WriteMethod method, TypeKind kind, String type, Object kept, Object gone) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TYPE \"Mood\" AS ENUM ('sad', 'so so')", "CREATE TABLE t (k " + type + " PRIMARY KEY, a text)");
        TestTable table = TestTable.named("t")
                .with("k", kind, type.replace("(5)", ""))
                .with("a", TypeKind.TEXT)
                .key("k");
        TestBatch first = new TestBatch();
        first.write(table.target(InsertMode.UPSERT), table.set(), kept, "old");
        first.write(table.target(InsertMode.UPSERT), table.set(), gone, "old");
        TestBatch second = new TestBatch();
        second.delete(table.target(InsertMode.UPSERT), table.keySet(), gone);
        second.write(table.target(InsertMode.UPSERT), table.set(), kept, "new");

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(first);
            writer.writes(second);
        }

        assertThat(database.ask("SELECT count(*) || min(a) FROM t")).isEqualTo("1new");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void keysOfSeveralColumnsAreUpsertedUpdatedAndDeleted(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute(
                "CREATE TABLE \"T t\" (a text, \"b\"\"B\" int4, \"C?\" text, UNIQUE (\"b\"\"B\", a))",
                "CREATE TABLE u (a text, b int4, c text, UNIQUE (b, a))",
                "INSERT INTO u SELECT 'k', i, 'old' FROM generate_series(1, 3000) i");
        TestTable odd = TestTable.named("T t")
                .with("a", TypeKind.TEXT)
                .with("b\"B", TypeKind.INT4)
                .with("C?", TypeKind.TEXT)
                .key("b\"B", "a");
        TestTable plain = TestTable.named("u")
                .with("a", TypeKind.TEXT)
                .with("b", TypeKind.INT4)
                .with("c", TypeKind.TEXT)
                .key("b", "a");
        TestBatch rows = new TestBatch();
        for (int b = 1; b <= 3000; b++) {
            rows.write(odd.target(InsertMode.UPSERT), odd.set(), b, "k", "new");
            if (b % 2 == 0) {
                rows.delete(plain.target(InsertMode.UPDATE), plain.keySet(), b, "k");
            } else {
                rows.write(plain.target(InsertMode.UPDATE), plain.set(), b, "k", "new");
            }
        }

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(rows);
        }

        assertThat(database.ask("SELECT count(*) || min(\"C?\") FROM \"T t\"")).isEqualTo("3000new");
        assertThat(database.ask("SELECT count(*) || min(c) || max(c) FROM u")).isEqualTo("1500newnew");
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void unchangedJsonIsToldByItsText(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int8 PRIMARY KEY, j json)", "INSERT INTO t VALUES (1, '{}'), (2, '{}')");
        TestTable table = TestTable.named("t")
                .with("id", TypeKind.INT8)
                .with("j", TypeKind.JSON)
                .key("id");
        TestBatch upserts = new TestBatch();
        TestBatch updates = new TestBatch();
        upserts.write(table.target(skippingUnchanged(InsertMode.UPSERT)), table.set(), 1L, "{}");
        updates.write(table.target(skippingUnchanged(InsertMode.UPDATE)), table.set(), 1L, "{}");
        updates.write(table.target(skippingUnchanged(InsertMode.UPDATE)), table.set(), 2L, "[]");

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(upserts);
            writer.writes(updates);
        }

        assertThat(database.ask("SELECT string_agg(j || ctid::text, ' ' ORDER BY id) FROM t"))
                .isEqualTo("{}(0,1) [](0,3)");
    }

    private static WriteRule skippingUnchanged(InsertMode mode) {
        return new WriteRule(mode, true, false, null);
    }

    @ParameterizedTest
    @EnumSource(WriteMethod.class)
    void identityColumnsTakeWhatTheRecordBringsAndAreNeverSet(WriteMethod method) throws Exception {
        TestDatabase database = shared.cleared();
        database.execute("CREATE TABLE t (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k int8 UNIQUE,"
                + " twice int8 GENERATED ALWAYS AS (k * 2) STORED)");
        TestTable byIdentity = TestTable.named("t")
                .with("id", TypeKind.INT8, Generation.IDENTITY_ALWAYS)
                .with("k", TypeKind.INT8)
                .with("twice", TypeKind.INT8, Generation.EXPRESSION)
                .key("id");
        TestTable byOther = TestTable.named("t")
                .with("id", TypeKind.INT8, Generation.IDENTITY_ALWAYS)
                .with("k", TypeKind.INT8)
                .key("k");
        TestBatch appended = new TestBatch();
        appended.write(byIdentity.appending(), byIdentity.set(), 40L, 3L);
        TestBatch upserted = new TestBatch();
        upserted.write(byIdentity.target(InsertMode.UPSERT), byIdentity.set(), 40L, 4L);
        upserted.write(byIdentity.target(InsertMode.UPSERT), byIdentity.set(), 41L, 5L);
        TestBatch kept = new TestBatch();
        kept.write(byOther.target(InsertMode.UPSERT), byOther.set(), 5L, 99L);
        kept.write(byOther.target(InsertMode.UPDATE), byOther.set(), 4L, 99L);

        try (TestWriter writer = TestWriter.on(database, method)) {
            writer.writes(appended);
            writer.writes(upserted);
            writer.writes(kept);
        }

        assertThat(database.ask("SELECT string_agg(t::text, ' ' ORDER BY id) FROM t"))
                .isEqualTo("(40,4,8) (41,5,10)");
    }
}
