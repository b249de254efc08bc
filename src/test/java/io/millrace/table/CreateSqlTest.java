package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Compression;
import io.millrace.config.CreateSettings;
import io.millrace.config.ExpiredPartitions;
import io.millrace.config.PartitionInterval;
import io.millrace.config.PartitionSettings;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreateSqlTest {
    private static final ColumnDraft ID = new ColumnDraft("id", TypeDraft.of("bigint", TypeKind.INT8), false, "");
    private static final ColumnDraft NOTE =
            new ColumnDraft("a \"note\"", TypeDraft.ofLong("text", TypeKind.TEXT), true, "'it''s'");
    private static final TableDraft KEYED = new TableDraft(List.of(ID), List.of(NOTE));
    private static final TableId T = new TableId("public", "t");

    private static CreateSql sql(boolean unlogged, Map<String, String> storage, Compression compression, String by) {
        PartitionSettings partitions =
                new PartitionSettings(by, PartitionInterval.DAY, 7, 366, 0, ExpiredPartitions.DETACH, ZoneOffset.UTC);
        return new CreateSql(T, new CreateSettings(unlogged, storage, compression, partitions));
    }

    @Test
    void aTableThatIsUpdatedHasRoomForUpdatesAndLz4WhereThereIs() {
        CreateSql plain = sql(false, Map.of(), Compression.AUTO, "");

        assertThat(plain.table(KEYED, true, true))
                .containsExactly(
                        "CREATE TABLE \"public\".\"t\" (\"id\" bigint NOT NULL, \"a \"\"note\"\"\" text DEFAULT 'it''s',"
                                + " PRIMARY KEY (\"id\")) WITH (fillfactor = 90)",
                        "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a \"\"note\"\"\" SET COMPRESSION lz4");
        assertThat(plain.table(KEYED, false, false))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("PRIMARY KEY (\"id\"))");
    }

    @Test
    void whatTheUserSaysOfStorageHolds() {
        CreateSql chosen = sql(true, Map.of("fillfactor", "70", "autovacuum_enabled", "false"), Compression.PGLZ, "");

        assertThat(chosen.table(KEYED, true, true))
                .first()
                .asString()
                .startsWith("CREATE UNLOGGED TABLE ")
                .endsWith(" WITH (autovacuum_enabled = false, fillfactor = 70)");
        assertThat(chosen.table(KEYED, true, true).get(1)).endsWith(" SET COMPRESSION pglz");
        assertThat(sql(false, Map.of(), Compression.NONE, "")
                        .table(KEYED, true, true)
                        .get(1))
                .endsWith(" SET STORAGE EXTERNAL");
    }

    @Test
    void storageParametersOfAPartedTableAreThoseOfItsPartitions() {
        CreateSql parted = sql(true, Map.of("fillfactor", "70"), Compression.AUTO, "id");
        Slice slice = Slice.of(LocalDateTime.of(2026, 11, 21, 5, 0), PartitionInterval.DAY, TypeKind.TIMESTAMPTZ);

        assertThat(parted.table(KEYED, true, false))
                .containsExactly("CREATE TABLE \"public\".\"t\" (\"id\" bigint NOT NULL, \"a \"\"note\"\"\" text"
                        + " DEFAULT 'it''s', PRIMARY KEY (\"id\")) PARTITION BY RANGE (\"id\")");
        assertThat(parted.partition(slice, true))
                .containsExactly(
                        "CREATE UNLOGGED TABLE \"public\".\"t_p20261121\" (LIKE \"public\".\"t\" INCLUDING DEFAULTS"
                                + " INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION) WITH (fillfactor = 70)",
                        "ALTER TABLE \"public\".\"t\" ATTACH PARTITION \"public\".\"t_p20261121\" FOR VALUES FROM"
                                + " ('2026-11-21 00:00:00+00') TO ('2026-11-22 00:00:00+00')");
    }

    @Test
    void tasksOfAllVersionsLockATableByTheSameNumber() {
        assertThat(DdlTransaction.key(T)).isEqualTo(DdlTransaction.key(new TableId("public", "t")));
        assertThat(DdlTransaction.key(T)).isNotEqualTo(DdlTransaction.key(new TableId("public", "u")));
    }
}
