package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;

/**
 * The statements and conditions that find rows by key. Stateless.
 *
 * <p>IS NOT DISTINCT FROM cannot use an index. Where keys have null parts, a statement takes rows only that have them
 * in the same places, and says IS NULL there, which an index can answer.
 */
final class KeySql {
    private static final String BY_INDEX_ONLY =
            "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true); ";
    /** What triggers plan in the rest of the transaction, they may keep. */
    private static final String AS_BEFORE =
            "; SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_bitmapscan TO DEFAULT";

    private KeySql() {}

    /** Whether the keys can be one array: an array of arrays would be flattened. */
    static boolean isOneArray(ColumnSet set) {
        return set.keyCount() == 1 && !set.key().get(0).type().isArray();
    }

    /** Deletes rows by the keys in one array parameter. */
    static String deleteAny(ColumnSet set) {
        return delete(set) + " WHERE " + isAny(set);
    }

    /**
     * Whether any of the keys in one array parameter is in the table. It ends with the first; a scan of the table would
     * look promising to the planner for that, and finds nothing when all are new.
     */
    static String isAnyThere(ColumnSet set) {
        return BY_INDEX_ONLY + "SELECT EXISTS (SELECT FROM "
                + set.destination().id().sql() + " AS t WHERE " + isAny(set) + ")" + AS_BEFORE;
    }

    private static String isAny(ColumnSet set) {
        Column key = set.key().get(0);
        String cast = key.type().hasBinaryArray() ? "" : "::" + key.type().name() + "[]";
        return "t." + key.sql() + " = ANY(?::" + ArrayType.of(key).sql() + cast + ")";
    }

    static String deleteUsing(ColumnSet set, RowSource source, long nullKeys) {
        return delete(set) + " USING " + source.from() + " WHERE " + match(set, source, nullKeys);
    }

    private static String delete(ColumnSet set) {
        return "DELETE FROM " + set.destination().id().sql() + " AS t";
    }

    /** That a row of the table has the key of a row of the source, whose null parts are told by their bits. */
    static String match(ColumnSet set, RowSource source, long nullKeys) {
        SqlText text = new SqlText();
        for (int part = 0; part < set.keyCount(); part++) {
            text.before(part, " AND ").add("t.").add(set.key().get(part).sql());
            if (NullKeys.isNull(nullKeys, part)) {
                text.add(" IS NULL");
            } else {
                text.add(" = ").add(source.value(part));
            }
        }
        return text.toString();
    }
}
