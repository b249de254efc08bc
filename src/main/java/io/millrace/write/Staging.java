package io.millrace.write;

import io.millrace.table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's temporary tables, into which COPY brings what a statement then takes over. Lives on a lane's thread.
 *
 * <p>They are emptied by the commit itself (ON COMMIT DELETE ROWS), in place and without a change to the catalogue. But
 * every commit empties all of a session's, used or not, at about 0.15 ms each; so there are few: those with the same
 * types of columns are one, whatever the table, and past {@link #MOST} there is no further one.
 */
final class Staging {
    /** Sixteen cost a commit 2.5 ms, which is little against the thousands of rows that are worth staging. */
    private static final int MOST = 16;

    private static final Logger log = LoggerFactory.getLogger(Staging.class);

    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private int made;

    /** Begins a transaction, in which every table is free again. */
    void begin() {
        taken.clear();
    }

    /**
     * An empty table for these columns, not taken before in this transaction; none where there are enough, or where
     * our role may not make any. To be called before the transaction begins, which could undo the making.
     */
    Optional<String> take(Connection connection, List<Column> columns) throws SQLException {
        String types = types(columns);
        List<String> alike = tables.computeIfAbsent(types, none -> new ArrayList<>());
        int used = taken.getOrDefault(types, 0);
        if (used == alike.size() && (made == MOST || !make(connection, types, alike))) {
            return Optional.empty();
        }
        taken.put(types, used + 1);
        return Optional.of(alike.get(used));
    }

    private boolean make(Connection connection, String types, List<String> alike) throws SQLException {
        String name = "millrace_stage_" + made;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + name + " (" + types + ") ON COMMIT DELETE ROWS");
        } catch (SQLException e) {
            if (!SqlState.is(SqlState.NOT_PERMITTED, e)) {
                throw e;
            }
            log.warn(
                    "Our role may not make temporary tables in this database, so large batches go in smaller statements:"
                            + " GRANT TEMPORARY ON DATABASE ... would help");
            made = MOST;
            return false;
        }
        alike.add("pg_temp." + name);
        made++;
        return true;
    }

    private static String types(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(at -> "c" + at + " " + WireType.staged(columns.get(at).type()))
                .collect(Collectors.joining(", "));
    }
}
