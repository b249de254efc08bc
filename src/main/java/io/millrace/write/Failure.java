package io.millrace.write;

import java.io.IOException;
import java.sql.SQLException;

/**
 * A failed attempt to write, in words that hold names and SQLSTATEs and never a value: server messages, details and
 * contexts do hold values, so none is passed on, nor an exception that has one. Immutable.
 *
 * @param connectionLost whether an open connection broke, so that nobody knows what the server did last
 */
record Failure(SqlState state, String code, String reason, Names names, boolean connectionLost) {
    private static final String TIME_OUT = "57014";

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
        return new Failure(
                SqlState.RECONNECT, TIME_OUT, "the flush was aborted by its task", Names.NONE, connectionLost);
    }

    /** Whose commits are deferred must be known to be one process of the server all along. */
    static Failure sharedBackend() {
        String reason = "durability=deferred needs connections of its own, and a pooler that gives each transaction"
                + " another backend stands before PostgreSQL: set durability=commit, or connect past the pooler";
        return new Failure(SqlState.UNKNOWN, "55000", reason, Names.NONE, false);
    }

    static Failure notProvenGone(Abandoned abandoned) {
        String reason =
                "an abandoned session of this lane still runs (" + abandoned.describe() + "): waiting for its end";
        return new Failure(SqlState.RETRY, "55006", reason, Names.NONE, false);
    }

    /** A row was refused within a loop on the server, which tells its code and names alone. */
    static Failure ofRow(String code, String table, Names names) {
        String reason = at(names.place(table), describe(code, "", names));
        return new Failure(SqlState.REFUSED, code, reason, names, false);
    }

    /** Whether a statement was too slow, or was cancelled. */
    boolean hasTimedOut() {
        return code.equals(TIME_OUT);
    }

    /** The same, held to be the row's fault: the statement passes without rows. */
    Failure ofItsRow() {
        return new Failure(SqlState.REFUSED, code, reason, names, false);
    }

    /** The same, with what else is known of why. */
    Failure and(String more) {
        return new Failure(state, code, reason + ", " + more, names, connectionLost);
    }

    private static Failure of(SQLException failure, String where, boolean connectionLost) {
        Names names = Names.of(failure);
        String reason = at(names.place(where), describe(failure));
        return new Failure(SqlState.of(failure), SqlState.code(failure), reason, names, connectionLost);
    }

    /** A place that nothing is known of is left out. */
    private static String at(String place, String words) {
        return place.isEmpty() ? words : place + ": " + words;
    }

    /** Such as {@code unique_violation (23505), constraint orders_pkey}. */
    static String describe(SQLException failure) {
        String code = SqlState.code(failure);
        String words = describe(code, network(failure), Names.of(failure));
        // A row that row security refuses has the code of a lacking grant.
        String remedy = SqlState.of(failure) == SqlState.REFUSED ? "" : Condition.remedy(code);
        return remedy.isEmpty() ? words : words + "; " + remedy;
    }

    private static String describe(String code, String network, Names names) {
        StringBuilder words = new StringBuilder(Condition.name(code)).append(" (");
        words.append(code.isEmpty() ? "no SQLSTATE" : code).append(network).append(')');
        if (!names.constraint().isEmpty()) {
            words.append(", constraint ").append(names.constraint());
        }
        if (!names.type().isEmpty()) {
            words.append(", type ").append(names.type());
        }
        return words.toString();
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
            case REFUSED -> new Outcome.Refused(code, reason, names);
            case FATAL -> new Outcome.Fatal(code, reason);
        };
    }
}
