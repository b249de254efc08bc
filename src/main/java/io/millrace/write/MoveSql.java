package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.Generation;

/**
 * The statements that give a row another key, before its values are written under that. Stateless.
 *
 * <p>The row is updated, and not deleted and inserted: columns that the record does not bring move along, and so do
 * rows of other tables that refer to it. What is there under the new key is deleted first, since the source has no such
 * row; but only while the row still has its old key, so that a repetition does not delete what it wrote itself.
 */
final class MoveSql {
    private static final int BITS_OF_A_KEY = 32;

    private final ColumnSet key;
    private final String table;
    private final RowSource now;
    private final RowSource former;
    private final String hasNow;
    private final String hadFormer;

    private MoveSql(ColumnSet key, long nullKeys) {
        this.key = key;
        this.table = key.destination().id().sql() + " AS t";
        this.now = RowSource.key(key, "n");
        this.former = RowSource.key(key, "f");
        this.hasNow = KeySql.match(key, now, nullKeys & (1L << BITS_OF_A_KEY) - 1);
        this.hadFormer = KeySql.match(key, former, nullKeys >>> BITS_OF_A_KEY);
    }

    /** The null parts of both keys; the first row is the former one. */
    static long nullKeys(RowSelection pair) {
        return NullKeys.mask(pair, 1) | NullKeys.mask(pair, 0) << BITS_OF_A_KEY;
    }

    /** Whether PostgreSQL lets a key be changed at all. */
    static boolean canRekey(ColumnSet key) {
        for (Column column : key.key()) {
            if (column.generation() == Generation.IDENTITY_ALWAYS) {
                return false;
            }
        }
        return true;
    }

    /** Deletes what is there under the new key, other than the row itself. */
    static String makeWay(ColumnSet key, long nullKeys) {
        MoveSql sql = new MoveSql(key, nullKeys);
        return "DELETE FROM " + sql.table + " USING " + sql.from() + " WHERE " + sql.hasNow + " AND (" + sql.hadFormer
                + ") IS NOT TRUE AND EXISTS (SELECT FROM " + sql.table + " WHERE " + sql.hadFormer + ")"
                + TypeGuard.and(key);
    }

    /** Gives the row its new key, unless another has it. */
    static String rekey(ColumnSet key, long nullKeys) {
        MoveSql sql = new MoveSql(key, nullKeys);
        SqlText text = new SqlText().add("UPDATE ").add(sql.table).add(" SET ");
        for (int part = 0; part < key.keyCount(); part++) {
            String name = key.key().get(part).sql();
            text.comma(part).add(name).add(" = ").add(sql.now.value(part));
        }
        return text.add(" FROM ")
                .add(sql.from())
                .add(" WHERE ")
                .add(sql.hadFormer)
                .add(" AND NOT EXISTS (SELECT FROM ")
                .add(sql.table)
                .add(" WHERE ")
                .add(sql.hasNow)
                .add(" AND (")
                .add(sql.hadFormer)
                .add(") IS NOT TRUE)")
                .add(TypeGuard.and(key))
                .toString();
    }

    /** Deletes the row of the old key, unless the new one is the same to PostgreSQL. */
    static String deleteFormer(ColumnSet key, long nullKeys) {
        MoveSql sql = new MoveSql(key, nullKeys);
        return "DELETE FROM " + sql.table + " USING " + sql.from() + " WHERE " + sql.hadFormer + " AND (" + sql.hasNow
                + ") IS NOT TRUE" + TypeGuard.and(key);
    }

    private String from() {
        return now.from() + ", " + former.from();
    }
}
