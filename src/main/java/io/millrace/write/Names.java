package io.millrace.write;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error is about, as the server names it apart from its message; empty where it names nothing. Immutable.
 *
 * @param table with its schema
 */
public record Names(String table, String column, String constraint, String type) {
    static final Names NONE = new Names("", "", "", "");

    /** A trigger's RAISE may put values where the server itself puts names. */
    private static final String RAISE = "exec_stmt_raise";

    static Names of(Exception failure) {
        ServerErrorMessage message = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return message == null || RAISE.equals(message.getRoutine()) ? NONE : of(message);
    }

    private static Names of(ServerErrorMessage message) {
        String schema = text(message.getSchema());
        String table = text(message.getTable());
        // Of a domain's error the schema is the domain's, and no table is named.
        boolean isQualified = !schema.isEmpty() && !table.isEmpty();
        return new Names(
                isQualified ? schema + "." + table : table,
                text(message.getColumn()),
                text(message.getConstraint()),
                text(message.getDatatype()));
    }

    private static String text(String name) {
        return name == null ? "" : name;
    }

    /** The table, or what was known before of where it happened. */
    String place(String where) {
        if (table.isEmpty()) {
            return where;
        }
        return column.isEmpty() ? table : table + "." + column;
    }
}
