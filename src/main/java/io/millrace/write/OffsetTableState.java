package io.millrace.write;

import io.millrace.table.Identifier;
import io.millrace.table.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the server has under the name of the table of offsets. Immutable.
 *
 * @param permanent whether a crash of the server leaves what it holds: UNLOGGED tables are emptied
 * @param fitting whether it has the columns
 * @param homed whether its schema is there, where one is named
 */
record OffsetTableState(boolean exists, boolean permanent, boolean fitting, boolean homed) {
    static OffsetTableState ask(Connection connection, OffsetTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(table.state())) {
            row.next();
            return new OffsetTableState(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
        }
    }

    /** Why offsets cannot be stored there, with what helps; empty where they can, or where it is to be made. */
    String fault(OffsetTable table) {
        TableId id = table.id();
        if (!homed) {
            return "schema " + id.schema() + " of table " + id + " does not exist: CREATE SCHEMA "
                    + Identifier.quote(id.schema()) + ", or name another table by exactly.once.table";
        }
        if (exists && !fitting) {
            return "table " + id + " is not a table of offsets, for it lacks columns of one: exactly.once.table has to"
                    + " name one of its own, which is made as: "
                    + table.create().replaceAll("\\s+", " ");
        }
        if (exists && !permanent) {
            return "table " + id + " is UNLOGGED: a crash of the server would empty it, and records would be written"
                    + " twice. ALTER TABLE " + id.sql() + " SET LOGGED";
        }
        return "";
    }
}
