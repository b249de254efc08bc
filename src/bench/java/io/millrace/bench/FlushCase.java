package io.millrace.bench;

import io.millrace.config.InsertMode;
import java.util.Locale;

/** What a flush does to the table. Immutable. */
enum FlushCase {
    INSERT(InsertMode.INSERT, false),
    UPSERT_NEW(InsertMode.UPSERT, false),
    UPSERT_EXISTING(InsertMode.UPSERT, true),
    IGNORE_NEW(InsertMode.IGNORE, false),
    UPDATE_EXISTING(InsertMode.UPDATE, true);

    private final InsertMode mode;
    private final boolean meetsRows;

    FlushCase(InsertMode mode, boolean meetsRows) {
        this.mode = mode;
        this.meetsRows = meetsRows;
    }

    InsertMode mode() {
        return mode;
    }

    /** Whether the keys are in the table already. */
    boolean meetsRows() {
        return meetsRows;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace("_", ", ") + (this == INSERT ? "" : " keys");
    }
}
