package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.PgType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The temporary tables of one connection, through which large batches go. Confined to a lane's thread.
 *
 * <p>They are emptied by the commit of the transaction that filled them, in place and without a change to the catalogue,
 * where a TRUNCATE would write three rows of pg_class each time. But every commit of a session empties all such tables,
 * used or not, at about 0.15 ms each; so tables serve all column sets with the same types, and are few.
 */
final class Staging {
    /** Then a commit takes 2.5 ms longer, which is little against the thousands of rows that are worth staging. */
    static final int MOST = 16;

    private final Connection connection;
    private final int most;
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private int made;

    Staging(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /** An empty table for rows of this set, ours until the flush ends; none where there are enough already. */
    Optional<String> take(ColumnSet set) throws SQLException {
        return take(types(set, ArrayType::ofStaging));
    }

    /** As {@link #take(ColumnSet)}, with columns that take any bytes: see {@link RawColumn}. */
    Optional<String> takeRaw(ColumnSet set) throws SQLException {
        return take(types(set, RawColumn::type));
    }

    /** An empty table with these columns, as CREATE TABLE names them. */
    Optional<String> take(String types) throws SQLException {
        List<String> alike = tables.computeIfAbsent(types, none -> new ArrayList<>());
        int used = taken.getOrDefault(types, 0);
        if (used == alike.size()) {
            if (made == most) {
                return Optional.empty();
            }
            alike.add(make(types));
        }
        taken.put(types, used + 1);
        return Optional.of(alike.get(used));
    }

    private String make(String types) throws SQLException {
        String name = "pg_temp.millrace_" + made;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + name + " (" + types + ") ON COMMIT DELETE ROWS");
        }
        made++;
        return name;
    }

    /** The flush has ended, and with it what the tables held. */
    void giveBack() {
        taken.clear();
    }

    private static String types(ColumnSet set, Function<PgType, String> typeOf) {
        SqlText types = new SqlText();
        List<Column> columns = set.columns();
        for (int column = 0; column < columns.size(); column++) {
            String type = typeOf.apply(columns.get(column).type());
            types.comma(column).add("c").add(column).add(" ").add(type);
        }
        return types.toString();
    }
}
