package io.millrace.write;

import io.millrace.config.InsertMode;

/**
 * One selection and the method that writes it. Immutable; lives on a lane's thread.
 *
 * @param nullKeys the parts of the rows' keys that are null, as {@link NullKeys} has them
 */
record Step(RowSelection rows, Method method, long nullKeys) {
    private WriteRule rule() {
        return rows.batch().rule();
    }

    private boolean isDelete() {
        return rows.kind() == RowKind.DELETE;
    }

    /** Whether its statement joins the table with the rows, so that the planner has a choice to make. */
    boolean joins() {
        if (method.isMove() || method == Method.TRUNCATE) {
            return method.isMove();
        }
        boolean isJoinedDelete = isDelete() && method != Method.KEYS;
        return isJoinedDelete || (!isDelete() && rows.mode() == InsertMode.UPDATE);
    }

    /** The statement of a step that is staged, without rows: it fails for what is no row's fault alone. */
    String sqlWithoutRows() {
        return sql(RowSource.none(rows.set()));
    }

    /** Its statement, with the rows coming from this source. */
    String sql(RowSource source) {
        return switch (method) {
            case TRUNCATE -> WriteSql.truncate(rows.set().destination());
            case REKEY -> MoveSql.rekey(rows.set(), nullKeys);
            case DELETE_FORMER -> MoveSql.deleteFormer(rows.set(), nullKeys);
            case KEYS -> KeySql.deleteAny(rows.set());
            case COPY, STAGING, UNNEST ->
                isDelete()
                        ? KeySql.deleteUsing(rows.set(), source, nullKeys)
                        : WriteSql.of(rule(), rows.set(), source, nullKeys);
        };
    }
}
