package io.millrace.write;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds the rows of commands as their parameters. Confined to a lane's thread. */
final class Parameters {
    private final BinaryArrays arrays = new BinaryArrays();
    private final RowArrays rowArrays = new RowArrays();

    /** Binds the command's rows from this parameter on, and says which comes next. */
    int bind(PreparedStatement statement, int parameter, Command command) throws SQLException {
        RowSelection rows = command.rows();
        if (command.isByRow()) {
            return rowArrays.bind(statement, parameter, rows);
        }
        return switch (command.step().method()) {
            case COPY, STAGING, TRUNCATE -> parameter;
            case MAKE_WAY, REKEY, DELETE_FORMER ->
                bindKey(statement, bindKey(statement, parameter, rows.part(1, 1)), rows.part(0, 1));
            case KEYS -> arrays.bind(statement, parameter, rows, 1);
            case UNNEST ->
                arrays.bind(statement, parameter, rows, rows.set().columns().size());
        };
    }

    /** The key of one row, as {@link MoveSql} takes it: the new one first. */
    private int bindKey(PreparedStatement statement, int parameter, RowSelection row) throws SQLException {
        return RowArrays.areNeeded(row.set().columns())
                ? rowArrays.bind(statement, parameter, row)
                : arrays.bind(statement, parameter, row, row.set().columns().size());
    }
}
