package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.ColumnSet;
import io.millrace.table.UniqueIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which rows that a unique index refused are in the table already, just as they are: insert at least once meets
 * its own rows again after a crash. Confined to a lane's thread.
 */
final class StoredRows {
    /** A column rounds and pads what it stores, so what comes is compared in the column's own type. */
    private static final String DECLARED_TYPES = "SELECT attnum, format_type(atttypid, atttypmod) FROM pg_attribute"
            + " WHERE attrelid = ?::regclass AND attnum > 0 AND has_column_privilege(attrelid, attnum, 'SELECT')";

    private final Connection connection;
    private final Parameters parameters = new Parameters();

    StoredRows(Connection connection) {
        this.connection = connection;
    }

    /** Those of the rows, all refused by a unique index, that are in the table as they are. */
    List<RefusedRow> among(List<RefusedRow> refused) throws SQLException {
        List<RefusedRow> stored = new ArrayList<>();
        for (List<RefusedRow> alike : RowGroups.byConstraint(refused)) {
            RowSelection rows = RowGroups.selection(alike);
            String constraint = alike.get(0).failure().names().constraint();
            Optional<UniqueIndex> index = index(rows.set(), constraint);
            if (index.isPresent()) {
                find(rows, index.get()).stream().forEach(position -> stored.add(alike.get(position)));
            }
        }
        return stored;
    }

    /**
     * Which of these positions hold a row that this index of the table has, equal in all columns that it brings; none
     * where this role may not read the table.
     */
    private BitSet find(RowSelection rows, UniqueIndex index) throws SQLException {
        BitSet stored = new BitSet();
        Map<Integer, String> types = declaredTypes(rows.set());
        boolean readable = rows.set().columns().stream().allMatch(column -> types.containsKey(column.number()));
        if (!readable) {
            return stored;
        }
        int most = Methods.mostUnnested(rows.set(), Crossover.UNNEST_ROWS);
        for (int first = 0; first < rows.count(); first += most) {
            RowSelection part = rows.part(first, Math.min(most, rows.count() - first));
            Command command = Command.unstaged(new Step(part, Method.UNNEST, NullKeys.NONE));
            try (PreparedStatement query = connection.prepareStatement(sql(command, index, types))) {
                parameters.bind(query, 1, command);
                collect(query, first, stored);
            }
        }
        return stored;
    }

    /** The index of this name, where rows of this set can be looked up in it. */
    private static Optional<UniqueIndex> index(ColumnSet set, String name) {
        List<String> names = set.columns().stream().map(Column::name).toList();
        return set.destination().shape().uniqueIndexes().stream()
                .filter(index -> index.name().equals(name) && !index.isOverExpression())
                .filter(index -> names.containsAll(index.columns()))
                .findFirst();
    }

    private static void collect(PreparedStatement query, int first, BitSet stored) throws SQLException {
        try (ResultSet places = query.executeQuery()) {
            while (places.next()) {
                stored.set(first + places.getInt(1) - 1);
            }
        }
    }

    private static String sql(Command command, UniqueIndex index, Map<Integer, String> types) {
        ColumnSet set = command.rows().set();
        RowSource source = command.source().numbered();
        SqlText same = new SqlText();
        SqlText found = new SqlText();
        List<Column> columns = set.columns();
        for (int at = 0; at < columns.size(); at++) {
            Column column = columns.get(at);
            String coming = source.value(at) + "::" + types.get(column.number());
            if (index.columns().contains(column.name())) {
                found.add(" AND t.").add(column.sql()).add(" = ").add(coming);
            }
            String text = WriteSql.comparison(column.type());
            same.add(" AND t.").add(column.sql()).add(text).add(" IS NOT DISTINCT FROM (");
            same.add(coming).add(")").add(text);
        }
        return "SELECT s.place FROM " + source.from() + " WHERE EXISTS (SELECT FROM "
                + set.destination().id().sql() + " AS t WHERE true" + found + same + ")";
    }

    private Map<Integer, String> declaredTypes(ColumnSet set) throws SQLException {
        Map<Integer, String> types = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(DECLARED_TYPES)) {
            query.setString(1, set.destination().id().sql());
            try (ResultSet columns = query.executeQuery()) {
                while (columns.next()) {
                    types.put(columns.getInt(1), columns.getString(2));
                }
            }
        }
        return types;
    }
}
