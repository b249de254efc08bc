package io.millrace.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes tables so that they take all that their records bring. Stateless; on the catalogue's thread. */
public final class TableChanger {
    private static final Logger log = LoggerFactory.getLogger(TableChanger.class);

    /** A wait for a lock that was too long, and a deadlock: what else the server says stays so. */
    private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001");

    private TableChanger() {}

    /** What is to be done, asked again once nobody else changes the table. */
    @FunctionalInterface
    public interface Comparison {
        List<Difference> now(TableDraft draft) throws SQLException;
    }

    /**
     * Ends the differences, in a transaction of its own. Columns that are missing must come, or it throws; where the
     * server does not let a column be widened or freed of NOT NULL (a view reads it, say), values that fit go on being
     * written.
     */
    public static void change(Connection connection, TableId id, TableDraft draft, Comparison comparison)
            throws SQLException {
        try (DdlTransaction transaction = DdlTransaction.on(connection, id)) {
            List<Difference> differences = comparison.now(draft.map(TableMaker.available(connection, draft)));
            List<Difference> columns = differences.stream()
                    .filter(Difference.NoColumn.class::isInstance)
                    .toList();
            List<Difference> others = new ArrayList<>(differences);
            others.removeAll(columns);
            List<Difference> done = new ArrayList<>(columns);
            if (!columns.isEmpty()) {
                transaction.run(alter(id, columns));
            }
            done.addAll(widened(transaction, id, others));
            transaction.commit();
            if (!done.isEmpty()) {
                log.info("Table {} is changed: {}", id, actions(done));
            }
        }
    }

    /** All at once, since together they rewrite the table once at most; where the server refuses that, one by one. */
    private static List<Difference> widened(DdlTransaction transaction, TableId id, List<Difference> differences)
            throws SQLException {
        if (differences.isEmpty() || refusal(transaction, id, differences).isEmpty()) {
            return differences;
        }
        List<Difference> done = new ArrayList<>();
        for (Difference difference : differences) {
            String code = refusal(transaction, id, List.of(difference));
            if (code.isEmpty()) {
                done.add(difference);
            } else {
                log.warn(
                        "Table {} stays as it is, though {}: the server refuses {} ({})",
                        id,
                        difference.describe(),
                        difference.action(),
                        code);
            }
        }
        return done;
    }

    /** The SQLSTATE by which the server refuses it; empty where it is done. */
    private static String refusal(DdlTransaction transaction, TableId id, List<Difference> differences)
            throws SQLException {
        try {
            transaction.tryAll(List.of(alter(id, differences)));
            return "";
        } catch (SQLException e) {
            String code = String.valueOf(e.getSQLState());
            if (PASSING.contains(code) || code.startsWith("08") || code.startsWith("57")) {
                throw e;
            }
            return code;
        }
    }

    private static String alter(TableId id, List<Difference> differences) {
        return "ALTER TABLE " + id.sql() + " " + actions(differences);
    }

    private static String actions(List<Difference> differences) {
        return differences.stream().map(Difference::action).collect(Collectors.joining(", "));
    }
}
