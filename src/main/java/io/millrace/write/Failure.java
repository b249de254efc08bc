package io.millrace.write;

import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failed attempt to write, in words that hold names and SQLSTATEs and never a value: server messages, details and
 * contexts do hold values, so none is passed on, nor an exception that has one. Immutable.
 *
 * @param connectionLost whether an open connection broke, so that nobody knows what the server did last
 */
record Failure(SqlState state, String code, String reason, boolean connectionLost) {
    /** A trigger's RAISE may put values where the server itself puts names. */
    private static final String RAISE = "exec_stmt_raise";

    /** The connection could not be opened: nothing was sent. */
    static Failure toConnect(SQLException failure) {
        return of(failure, "connecting to PostgreSQL", false);
    }

    /** A statement failed that was about this table or these tables. */
    static Failure toWrite(SQLException failure, String tables, boolean connectionLost) {
        return of(failure, tables, connectionLost);
    }

    /** Somebody cut the connection on our side. */
    static Failure aborted(boolean connectionLost) {
        return new Failure(SqlState.RECONNECT, "57014", "the flush was aborted by its task", connectionLost);
    }

    static Failure notProvenGone(Abandoned abandoned) {
        String reason =
                "an abandoned session of this lane still runs (" + abandoned.describe() + "): waiting for its end";
        return new Failure(SqlState.RETRY, "55006", reason, false);
    }

    private static Failure of(SQLException failure, String where, boolean connectionLost) {
        ServerErrorMessage names = names(failure);
        String place = names == null || names.getTable() == null ? where : place(names);
        String reason = place + ": " + describe(failure);
        return new Failure(SqlState.of(failure), SqlState.code(failure), reason, connectionLost);
    }

    /** Such as {@code unique_violation (23505), constraint orders_pkey}. */
    static String describe(SQLException failure) {
        String code = SqlState.code(failure);
        StringBuilder words = new StringBuilder(Condition.name(code)).append(" (");
        words.append(code.isEmpty() ? "no SQLSTATE" : code)
                .append(network(failure))
                .append(')');
        ServerErrorMessage names = names(failure);
        if (names != null && names.getConstraint() != null) {
            words.append(", constraint ").append(names.getConstraint());
        }
        if (names != null && names.getDatatype() != null) {
            words.append(", type ").append(names.getDatatype());
        }
        // A row that row security refuses has the code of a lacking grant.
        String remedy = SqlState.of(failure) == SqlState.REFUSED ? "" : Condition.remedy(code);
        return remedy.isEmpty()
                ? words.toString()
                : words.append("; ").append(remedy).toString();
    }

    private static ServerErrorMessage names(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return message == null || RAISE.equals(message.getRoutine()) ? null : message;
    }

    private static String place(ServerErrorMessage names) {
        String table = names.getSchema() == null ? names.getTable() : names.getSchema() + "." + names.getTable();
        return names.getColumn() == null ? table : table + "." + names.getColumn();
    }

    /** Such as SocketTimeoutException or UnknownHostException, which says more than 08006 does. */
    private static String network(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException) {
                return ", " + at.getClass().getSimpleName();
            }
        }
        return "";
    }

    Outcome outcome() {
        return switch (state.end()) {
            case TRANSIENT -> new Outcome.Transient(code, reason, connectionLost);
            case REFUSED -> new Outcome.Refused(code, reason);
            case FATAL -> new Outcome.Fatal(code, reason);
        };
    }
}
