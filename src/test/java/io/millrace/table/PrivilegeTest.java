package io.millrace.table;

import static io.millrace.table.Privilege.DELETE;
import static io.millrace.table.Privilege.INSERT;
import static io.millrace.table.Privilege.SELECT;
import static io.millrace.table.Privilege.TRUNCATE;
import static io.millrace.table.Privilege.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.NullValues;
import io.millrace.config.PkMode;
import io.millrace.config.SinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivilegeTest {
    @Test
    void appendingNeedsInsertAlone() {
        assertThat(Privilege.neededBy(InsertMode.INSERT, keys(PkMode.NONE, false)))
                .containsExactly(INSERT);
        assertThat(Privilege.neededBy(InsertMode.IGNORE, keys(PkMode.NONE, false)))
                .containsExactly(INSERT);
    }

    @Test
    void comparingKeysNeedsSelect() {
        assertThat(Privilege.neededBy(InsertMode.IGNORE, keys(PkMode.RECORD_KEY, false)))
                .containsExactly(SELECT, INSERT);
        assertThat(Privilege.neededBy(InsertMode.UPDATE, keys(PkMode.RECORD_KEY, false)))
                .containsExactly(SELECT, UPDATE);
    }

    @Test
    void upsertWithDeletesNeedsAllFour() {
        assertThat(Privilege.neededBy(InsertMode.UPSERT, keys(PkMode.RECORD_KEY, true)))
                .containsExactly(SELECT, INSERT, UPDATE, DELETE);
    }

    @Test
    void truncatingNeedsAPrivilegeOfItsOwn() {
        Map<String, String> settings = Map.of("connection.url", "jdbc:postgresql://db/x");
        Map<String, String> truncating = new HashMap<>(settings);
        truncating.put("truncate.enabled", "true");

        assertThat(Privilege.neededBy(SinkConfig.of(settings))).containsExactly(INSERT);
        assertThat(Privilege.neededBy(SinkConfig.of(truncating))).containsExactly(INSERT, TRUNCATE);
    }

    private static KeySettings keys(PkMode mode, boolean deletes) {
        return new KeySettings(mode, List.of(), deletes, deletes ? NullValues.DELETE : NullValues.FAIL);
    }
}
