package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.table.ColumnSet;
import io.millrace.table.Generation;
import io.millrace.table.TypeKind;
import io.millrace.testing.TestTable;
import org.junit.jupiter.api.Test;

class WriteSqlTest {
    private final TestTable table = TestTable.named("Or\"ders")
            .with("v", TypeKind.TEXT)
            .with("mood", TypeKind.ENUM, "public.\"Mood\"")
            .with("ip", TypeKind.OTHER, "inet")
            .with("b", TypeKind.INT4)
            .with("a", TypeKind.INT8)
            .key("a", "b");

    private static String unnest(InsertMode mode, ColumnSet set) {
        return unguarded(WriteRule.plain(mode), set, RowSource.unnest(set), NullKeys.NONE);
    }

    /** Without the guard of its columns' types, which has a test of its own. */
    private static String unguarded(WriteRule rule, ColumnSet set, RowSource source, long nullKeys) {
        return WriteSql.of(rule, set, source, nullKeys)
                .replace(TypeGuard.where(set), "")
                .replace(TypeGuard.and(set), "");
    }

    @Test
    void everyStatementMindsTheTypesThatItsValuesWereEncodedFor() {
        ColumnSet set = table.set("v", "mood", "ip");
        String guard = "(true OR ARRAY[(NULL::\"public\".\"Or\"\"ders\").\"a\"] OPERATOR(pg_catalog.=) NULL::int8[]"
                + " OR ARRAY[(NULL::\"public\".\"Or\"\"ders\").\"b\"] OPERATOR(pg_catalog.=) NULL::int4[]"
                + " OR ARRAY[(NULL::\"public\".\"Or\"\"ders\").\"v\"] OPERATOR(pg_catalog.=) NULL::text[])";

        assertThat(WriteSql.copy(set)).endsWith(" WHERE " + guard);
        assertThat(WriteSql.of(WriteRule.plain(InsertMode.UPSERT), set, RowSource.unnest(set), NullKeys.NONE))
                .contains(" AS s(c0, c1, c2, c3, c4) WHERE " + guard + " ON CONFLICT ");
        assertThat(WriteSql.of(WriteRule.plain(InsertMode.UPDATE), set, RowSource.unnest(set), NullKeys.NONE))
                .endsWith(" AND " + guard);
    }

    @Test
    void copyNamesItsColumnsTheKeysFirst() {
        ColumnSet set = table.set("v");

        assertThat(WriteSql.copy(set).replace(TypeGuard.where(set), ""))
                .isEqualTo("COPY \"public\".\"Or\"\"ders\" (\"a\", \"b\", \"v\") FROM STDIN (FORMAT BINARY)");
    }

    @Test
    void anUpsertSetsWhatIsNotTheKey() {
        assertThat(unnest(InsertMode.UPSERT, table.set()))
                .isEqualTo("INSERT INTO \"public\".\"Or\"\"ders\" AS t (\"a\", \"b\", \"v\", \"mood\", \"ip\")"
                        + " SELECT s.c0, s.c1, s.c2, s.c3::public.\"Mood\", s.c4::inet"
                        + " FROM unnest(?::int8[], ?::int4[], ?::text[], ?::text[], ?::text[]) AS s(c0, c1, c2, c3, c4)"
                        + " ON CONFLICT (\"a\", \"b\") DO UPDATE SET \"v\" = EXCLUDED.\"v\","
                        + " \"mood\" = EXCLUDED.\"mood\", \"ip\" = EXCLUDED.\"ip\"");
    }

    @Test
    void stagingHoldsEnumsThemselvesAndOtherTypesAsText() {
        ColumnSet set = table.set("mood", "ip");

        assertThat(unguarded(WriteRule.plain(InsertMode.INSERT), set, RowSource.staging(set, "stage"), NullKeys.NONE))
                .endsWith(" SELECT s.c0, s.c1, s.c2, s.c3::inet FROM stage AS s");
    }

    @Test
    void anUpsertOfTheKeyAloneDoesNothingOnConflict() {
        assertThat(unnest(InsertMode.UPSERT, table.keySet())).endsWith(" ON CONFLICT (\"a\", \"b\") DO NOTHING");
    }

    @Test
    void ignoreWithoutAKeyMindsEveryConstraint() {
        TestTable keyless = TestTable.named("t").with("a", TypeKind.INT8);

        assertThat(unnest(InsertMode.IGNORE, keyless.set())).endsWith(" AS s(c0) ON CONFLICT DO NOTHING");
    }

    @Test
    void anUpdateFindsRowsByKey() {
        assertThat(unnest(InsertMode.UPDATE, table.set("v")))
                .isEqualTo("UPDATE \"public\".\"Or\"\"ders\" AS t SET \"v\" = s.c2"
                        + " FROM unnest(?::int8[], ?::int4[], ?::text[]) AS s(c0, c1, c2)"
                        + " WHERE t.\"a\" = s.c0 AND t.\"b\" = s.c1");
    }

    @Test
    void keysWithNullPartsAreFoundByIsNull() {
        ColumnSet set = table.set("v");

        assertThat(unguarded(WriteRule.plain(InsertMode.UPDATE), set, RowSource.unnest(set), 0b10))
                .endsWith(" WHERE t.\"a\" = s.c0 AND t.\"b\" IS NULL");
    }

    @Test
    void unchangedRowsAreSkippedByTheirTextWhereATypeMayLackEquality() {
        ColumnSet set = table.set("v", "ip");

        assertThat(unguarded(
                        new WriteRule(InsertMode.UPSERT, true, false, null), set, RowSource.unnest(set), NullKeys.NONE))
                .endsWith(" WHERE (t.\"v\", t.\"ip\"::text) IS DISTINCT FROM (EXCLUDED.\"v\", EXCLUDED.\"ip\"::text)");
    }

    @Test
    void aNullKeepsWhatIsThereAndOnlyANewerRowTakesEffectWhereAskedFor() {
        TestTable dated = TestTable.named("dated")
                .with("id", TypeKind.INT8)
                .with("v", TypeKind.TEXT)
                .with("n", TypeKind.INT8)
                .key("id");
        ColumnSet set = dated.set();
        WriteRule rule =
                new WriteRule(InsertMode.UPSERT, true, true, set.columns().get(2));

        assertThat(unguarded(rule, set, RowSource.unnest(set), NullKeys.NONE))
                .endsWith(" DO UPDATE SET \"v\" = COALESCE(EXCLUDED.\"v\", t.\"v\"),"
                        + " \"n\" = COALESCE(EXCLUDED.\"n\", t.\"n\")"
                        + " WHERE (t.\"n\" IS NULL OR EXCLUDED.\"n\" > t.\"n\") AND (t.\"v\", t.\"n\") IS DISTINCT FROM"
                        + " (COALESCE(EXCLUDED.\"v\", t.\"v\"), COALESCE(EXCLUDED.\"n\", t.\"n\"))");
    }

    @Test
    void anIdentityThatIsAlwaysGeneratedIsOverriddenAndNeverSet() {
        TestTable identity = TestTable.named("t")
                .with("id", TypeKind.INT8, Generation.IDENTITY_ALWAYS)
                .with("k", TypeKind.INT8)
                .with("v", TypeKind.INT8)
                .key("k");

        assertThat(unnest(InsertMode.UPSERT, identity.set()))
                .contains(" (\"k\", \"id\", \"v\") OVERRIDING SYSTEM VALUE SELECT ")
                .endsWith(" DO UPDATE SET \"v\" = EXCLUDED.\"v\"");
    }

    @Test
    void aDeleteByOneColumnTakesOneArray() {
        TestTable simple = TestTable.named("t").with("id", TypeKind.UUID).key("id");
        TestTable cast =
                TestTable.named("t").with("id", TypeKind.OTHER, "public.citext").key("id");

        assertThat(KeySql.deleteAny(simple.keySet()))
                .isEqualTo("DELETE FROM \"public\".\"t\" AS t WHERE t.\"id\" = ANY(?::uuid[])");
        assertThat(KeySql.deleteAny(cast.keySet())).endsWith(" = ANY(?::text[]::public.citext[])");
    }

    @Test
    void aDeleteBySeveralColumnsJoins() {
        ColumnSet key = table.keySet();

        assertThat(KeySql.deleteUsing(key, RowSource.unnest(key), NullKeys.NONE))
                .isEqualTo("DELETE FROM \"public\".\"Or\"\"ders\" AS t USING unnest(?::int8[], ?::int4[]) AS s(c0, c1)"
                        + " WHERE t.\"a\" = s.c0 AND t.\"b\" = s.c1");
    }
}
