package io.millrace.write;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure of the server or the connection asks for. The one place that decides it, by SQLSTATE and type and
 * never by a message's text. Stateless.
 *
 * <p>There are three ends: try again, refuse the row, give up. Some failures have a cure to be tried before.
 */
public enum SqlState {
    /** Passes by itself; the connection is good. */
    RETRY(End.TRANSIENT),
    /** Passes by itself, on another connection. */
    RECONNECT(End.TRANSIENT),
    /** A statement took too long: smaller ones may pass. */
    TIMED_OUT(End.TRANSIENT),
    /** A row's fault. */
    REFUSED(End.REFUSED),
    /** Two keys that differ in bytes are one key to PostgreSQL: they may pass in two statements. */
    KEY_TWICE(End.REFUSED),
    /** A unique constraint is violated: perhaps only because rows were coalesced. */
    NOT_UNIQUE(End.REFUSED),
    /** The session has forgotten a prepared statement; the driver prepares it anew the next time. */
    PREPARE_AGAIN(End.FATAL),
    /** The table is not as it was when it was learned. */
    TABLE_CHANGED(End.FATAL),
    /** Anything else. */
    UNKNOWN(End.FATAL);

    enum End {
        TRANSIENT,
        REFUSED,
        FATAL
    }

    /**
     * Codes that are never a row's fault, as PostgreSQL and Java both read an expression: connections, transactions,
     * sessions, resources, other sessions, operators, files, and corruption.
     */
    static final String NOT_A_ROWS = "^(08[0-9A-OQ-Z]|25|26|28|3D|40|53|55|57|58|F0|XX00[12])";

    private static final Pattern NOT_A_ROW = Pattern.compile(NOT_A_ROWS);
    private static final String NONE = "";
    /** The server's function that checks row security and views' check options; a relation's grants are another's. */
    private static final String ROW_CHECK = "ExecWithCheckOptions";

    /** Of a relation's grants, or of a row that row security refuses. */
    static final String GRANT = "42501";
    /** foreign_key_violation: of a child without its parent, and of a parent that still has children. */
    static final String FOREIGN_KEY = "23503";

    private static final Set<String> ENTRY_CODES = Set.of("3D000", "28000", "28P01");

    private static final Set<String> SETTINGS_CODES = Set.of("22023", "42704");

    private final End end;

    SqlState(End end) {
        this.end = end;
    }

    End end() {
        return end;
    }

    /** Whether it can pass by itself. */
    public static boolean isTransient(SQLException failure) {
        return of(failure).end() == End.TRANSIENT;
    }

    /** Whether the server does not let us in: no such database, or not with these credentials. */
    public static boolean deniesEntry(SQLException failure) {
        return ENTRY_CODES.contains(code(failure));
    }

    /** Whether the server refuses what a connection asks of it: no such setting, or no such value. */
    public static boolean refusesSettings(SQLException failure) {
        return SETTINGS_CODES.contains(code(failure));
    }

    /** What happened, in codes and names. */
    public static String describe(SQLException failure) {
        return Failure.describe(failure);
    }

    /**
     * Whether a failure with this code may come from a table that is not as it was: by itself, or since a session's plans
     * and caches are of the old one (XX000: cache lookup failed, could not open relation). A unique violation may be one
     * of an index that is new.
     */
    static boolean mayMeanChange(String code) {
        return switch (code) {
            case "26000", "0A000", "XX000", "23505", "42809" -> true;
            default -> !code.isEmpty() && of(code) == TABLE_CHANGED;
        };
    }

    /** The first SQLSTATE along the causes; the pool puts an exception of its own around the driver's. */
    static String code(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return NONE;
    }

    static SqlState of(SQLException failure) {
        String code = code(failure);
        if (code.equals(NONE)) {
            return isConnection(failure) ? RECONNECT : UNKNOWN;
        }
        if (code.equals(GRANT)) {
            return isRowCheck(failure) ? REFUSED : UNKNOWN;
        }
        return of(code);
    }

    /**
     * Whether a failure may be a row's fault: what the server refuses, and whatever else a function, a trigger or a
     * type of the user's may raise for one row. The latter is, where the same statement passes without rows.
     */
    static boolean mayBeARows(Failure failure) {
        return failure.state().end() == End.REFUSED
                || (failure.state().end() == End.FATAL && mayBeARows(failure.code()));
    }

    /** Whether a fatal failure with this code may be a row's fault. */
    static boolean mayBeARows(String fatalCode) {
        boolean isKnown =
                fatalCode.isEmpty() || fatalCode.equals(GRANT) || of(fatalCode).end() != End.FATAL;
        return !isKnown && !NOT_A_ROW.matcher(fatalCode).find();
    }

    /** Whether the connection broke, or its backend was ended: not that the server takes no writes. */
    static boolean isConnectionLost(String code) {
        return code.startsWith("08") || code.equals("57P01") || code.equals("57P02");
    }

    private static boolean isConnection(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            boolean isOurs = at instanceof SQLTransientConnectionException || at instanceof InterruptedException;
            if (isOurs || at instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRowCheck(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return message != null && ROW_CHECK.equals(message.getRoutine());
    }

    static SqlState of(String code) {
        return switch (code) {
            // A malformed message, ours or a pooler's: neither the row nor time is known to be at fault.
            case "08P01" -> UNKNOWN;
            case "57P01", "57P02", "57P03", "57P05" -> RECONNECT;
            // A standby; sessions ended for being idle or too long in a transaction; nobody knows whether it committed.
            case "25006", "25P03", "25P04", "40003" -> RECONNECT;
            case "40001", "40P01", "55P03" -> RETRY;
            case "57014" -> TIMED_OUT;
            case "21000" -> KEY_TWICE;
            case "23505" -> NOT_UNIQUE;
            case "54000", "42622", "44000", "P0001" -> REFUSED;
            case "26000", "0A000" -> PREPARE_AGAIN;
            // No such table, column, schema; another type, also by what TypeGuard says; the conflict target's index is
            // gone.
            case "42P01", "42703", "3F000", "42804", "42846", "42883", "42P10" -> TABLE_CHANGED;
            default -> ofClass(code.substring(0, Math.min(2, code.length())));
        };
    }

    private static SqlState ofClass(String sqlClass) {
        return switch (sqlClass) {
            // At run time a wrong password is one that changed, not one that was never right.
            case "08", "28" -> RECONNECT;
            case "53" -> RETRY;
            case "22", "23" -> REFUSED;
            default -> UNKNOWN;
        };
    }
}
