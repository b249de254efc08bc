package io.millrace.table;

import io.millrace.config.InsertMode;
import io.millrace.config.KeySettings;
import io.millrace.config.SinkConfig;
import java.util.EnumSet;
import java.util.Set;

/** What a role must be granted on a table before it can write it. */
public enum Privilege {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE;

    public static Set<Privilege> neededBy(SinkConfig config) {
        Set<Privilege> needed = neededBy(config.write().mode(), config.keys());
        if (config.changes().recognises() && config.changes().truncates()) {
            needed.add(TRUNCATE);
        }
        return needed;
    }

    /** ON CONFLICT, UPDATE and DELETE read the columns they compare, which takes SELECT. */
    public static Set<Privilege> neededBy(InsertMode mode, KeySettings keys) {
        Set<Privilege> needed = EnumSet.of(mode == InsertMode.UPDATE ? UPDATE : INSERT);
        if (mode == InsertMode.UPSERT) {
            needed.add(UPDATE);
        }
        if (keys.deletes()) {
            needed.add(DELETE);
        }
        boolean readsConflictTarget = mode == InsertMode.IGNORE && keys.isKeyed();
        if (readsConflictTarget || needed.contains(UPDATE) || needed.contains(DELETE)) {
            needed.add(SELECT);
        }
        return needed;
    }
}
