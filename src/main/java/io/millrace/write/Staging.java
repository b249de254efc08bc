package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The temporary tables of one connection, through which large batches go. Confined to a lane's thread.
 *
 * <p>A table is filled by COPY on its own, and emptied by the transaction that reads it: three round trips in all.
 * With ON COMMIT DELETE ROWS there would be five, and every commit of the session would empty every such table. Tables
 * serve all column sets with the same types. What an error leaves behind is emptied before the next use.
 */
final class Staging {
    /** As many as two column sets in a hundred tables, should their types all differ. */
    static final int MOST = 256;

    private final Connection connection;
    private final int most;
    /** The one used longest ago first. */
    private final Map<String, StagingTable> tables = new LinkedHashMap<>();

    private final Map<String, StagingTable> inUse = new LinkedHashMap<>();
    private int made;

    Staging(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /** An empty table for rows of this set, ours until the flush ends. */
    String take(ColumnSet set) throws SQLException {
        String types = types(set);
        int twin = 0;
        while (inUse.containsKey(types + twin)) {
            twin++;
        }
        StagingTable table = tables.remove(types + twin);
        if (table == null) {
            table = new StagingTable("pg_temp.millrace_" + made++, false);
            execute("CREATE TEMP TABLE " + table.name() + " (" + types + ")");
        } else if (table.mayHoldRows()) {
            execute("TRUNCATE " + table.name());
        }
        inUse.put(types + twin, table);
        return table.name();
    }

    private static String types(ColumnSet set) {
        SqlText types = new SqlText();
        List<Column> columns = set.columns();
        for (int column = 0; column < columns.size(); column++) {
            String type = ArrayType.ofStaging(columns.get(column).type());
            types.comma(column).add("c").add(column).add(" ").add(type);
        }
        return types.toString();
    }

    /** The flush is committed, and has emptied what it took. */
    void giveBackEmpty() {
        tables.putAll(inUse);
        inUse.clear();
    }

    /** The flush failed. */
    void giveBackUsed() {
        inUse.forEach((key, table) -> tables.put(key, new StagingTable(table.name(), true)));
        inUse.clear();
    }

    /** Drops those used longest ago; between flushes, so that a failure here costs no committed flush. */
    void trim() throws SQLException {
        Iterator<StagingTable> oldest = tables.values().iterator();
        List<String> surplus = new ArrayList<>();
        for (int more = tables.size() - most; more > 0; more--) {
            surplus.add(oldest.next().name());
            oldest.remove();
        }
        if (!surplus.isEmpty()) {
            execute("DROP TABLE " + String.join(", ", surplus));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record StagingTable(String name, boolean mayHoldRows) {}
}
