package io.millrace.write;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure means for the batch: try again, refuse, or give up. The one home of SQLSTATEs (PostgreSQL manual,
 * Appendix A). Decides by code alone, never by a message's text, and describes by codes and names alone, since the
 * server's messages hold values. Stateless.
 */
public final class SqlState {
    static final String ROW_TOUCHED_TWICE = "21000";
    static final String UNIQUE_VIOLATION = "23505";
    static final String STATEMENT_TIMEOUT = "57014";
    static final String CONNECTION_LOST = "08006";
    static final String NOT_PERMITTED = "42501";
    private static final String READ_ONLY = "25006";
    private static final String UNKNOWN = "";

    /** The protocol's own errors: a malformed message will be malformed the next time too. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    private static final Set<String> TRANSIENT_CODES = Set.of(
            "40001", // serialization failure
            "40P01", // deadlock
            "55P03", // lock not available
            "57P01", // shut down by the administrator
            "57P02", // another backend crashed
            "57P03", // starting up, or in recovery
            "57P05", // idle for too long
            "25P03", // idle in a transaction for too long
            "26000", // a pooler gave us another backend, without our prepared statements
            READ_ONLY, // a standby since a failover
            STATEMENT_TIMEOUT);

    private static final Set<String> REFUSED_CODES = Set.of(
            "54000", // a row or a value is too large
            "42622", // a name is too long
            "44000", // WITH CHECK OPTION of a view
            "P0001"); // raised by a trigger

    private static final Set<String> ENTRY_CODES = Set.of("3D000", "28000", "28P01");

    private SqlState() {}

    /** How an attempt that met this failure ended. */
    static Outcome outcome(SQLException failure) {
        String code = code(failure);
        String reason = describe(failure);
        if (isTransient(failure, code)) {
            return new Outcome.Transient(code, reason, losesConnection(failure, code));
        }
        boolean data = code.startsWith("22") || code.startsWith("23") || code.equals(ROW_TOUCHED_TWICE);
        return data || REFUSED_CODES.contains(code)
                ? new Outcome.Refused(code, reason)
                : new Outcome.Fatal(code, reason);
    }

    /** Whether it can pass by itself. */
    public static boolean isTransient(SQLException failure) {
        return isTransient(failure, code(failure));
    }

    private static boolean isTransient(SQLException failure, String code) {
        boolean connection = code.startsWith("08") && !code.equals(PROTOCOL_VIOLATION);
        boolean resources = code.startsWith("53");
        // Credentials change while we run, and the next connection may have the new ones.
        boolean credentials = code.startsWith("28");
        boolean unspoken = code.equals(UNKNOWN) && isOfTheNetwork(failure);
        return connection || resources || credentials || unspoken || TRANSIENT_CODES.contains(code);
    }

    private static boolean isOfTheNetwork(SQLException failure) {
        return failure instanceof SQLTransientException || failure.getCause() instanceof IOException;
    }

    private static boolean losesConnection(SQLException failure, String code) {
        boolean ended = code.startsWith("08") || code.startsWith("57P") || code.startsWith("28");
        return ended || code.equals(READ_ONLY) || code.equals("25P03") || code.equals("26000") || code.equals(UNKNOWN);
    }

    /** Whether the server does not let us in: no such database, or not with these credentials. */
    public static boolean deniesEntry(SQLException failure) {
        return ENTRY_CODES.contains(code(failure));
    }

    static boolean is(String wanted, SQLException failure) {
        return wanted.equals(code(failure));
    }

    /** The code, of the driver's failure where a pool wraps it; empty where there is none. */
    private static String code(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return UNKNOWN;
    }

    /** What happened, such as {@code unique violation (23505) on table public.orders, constraint orders_pkey}. */
    public static String describe(SQLException failure) {
        String code = code(failure);
        if (code.equals(UNKNOWN)) {
            return "no answer from the server (" + root(failure).getClass().getSimpleName() + ")";
        }
        return Conditions.name(code) + " (" + code + ")" + names(failure);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String names(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof PSQLException server && server.getServerErrorMessage() != null) {
                return names(server.getServerErrorMessage());
            }
        }
        return "";
    }

    private static String names(ServerErrorMessage message) {
        StringBuilder names = new StringBuilder();
        if (message.getTable() != null) {
            names.append(" on table ").append(message.getSchema()).append('.').append(message.getTable());
        }
        if (message.getColumn() != null) {
            names.append(", column ").append(message.getColumn());
        }
        if (message.getConstraint() != null) {
            names.append(", constraint ").append(message.getConstraint());
        }
        if (message.getDatatype() != null) {
            names.append(", type ").append(message.getDatatype());
        }
        return names.toString();
    }
}
