package io.millrace.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Asks for everything about one relation, four statements in one round trip. Stateless. */
final class ShapeQuery {
    private static final String SQL =
            String.join(";\n", ColumnRows.SQL, UniqueIndexRows.SQL, ForeignKeyRows.SQL, SurroundingsRow.SQL);
    private static final int STATEMENTS = 4;

    private ShapeQuery() {}

    static TableShape run(Connection connection, Relation relation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL)) {
            for (int parameter = 1; parameter <= STATEMENTS; parameter++) {
                query.setLong(parameter, relation.oid());
            }
            query.execute();
            List<Column> columns = ColumnRows.read(query.getResultSet());
            List<UniqueIndex> uniqueIndexes = UniqueIndexRows.read(next(query));
            List<TableId> references = ForeignKeyRows.read(next(query));
            SurroundingsRow surroundings = SurroundingsRow.read(next(query));
            return shape(relation, columns, uniqueIndexes, references, surroundings);
        }
    }

    private static ResultSet next(PreparedStatement query) throws SQLException {
        query.getMoreResults();
        return query.getResultSet();
    }

    private static TableShape shape(
            Relation relation,
            List<Column> columns,
            List<UniqueIndex> uniqueIndexes,
            List<TableId> references,
            SurroundingsRow surroundings) {
        boolean facade = relation.kind().isFacade();
        return new TableShape(
                relation.id(),
                columns,
                uniqueIndexes,
                !facade && !relation.rowSecurity() && !surroundings.rules(),
                facade || surroundings.tiesRows(),
                references,
                surroundings.referenced(),
                relation.kind(),
                surroundings.partitionKey());
    }
}
