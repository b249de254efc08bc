package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.config.types.Password;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Says at which setting to look when the server did not let us in. From types and SQLSTATEs alone, since the driver's
 * texts come in the server's language, and may hold what the user typed. Immutable.
 */
final class Entry {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String PASSWORD = "connection.password";
    private static final String SSL_MODE = "connection.sslmode";

    private final ConnectionSettings settings;
    private final PGSimpleDataSource source;
    private final String server;
    private final String database;

    Entry(ConnectionSettings settings) {
        this.settings = settings;
        this.source = Connections.source(settings, "");
        this.server = place(source.getServerNames(), source.getPortNumbers());
        this.database = source.getDatabaseName();
    }

    Finding refused(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01" ->
                fault(PASSWORD, "takes neither this password nor this user, which is not told apart", state);
            case "28000" ->
                fault(
                        USER,
                        "does not let this user in: the role is missing, may not log in, or pg_hba.conf has no"
                                + " line for it with this database, host and encryption",
                        state);
            case "3D000" -> fault(URL, "has no database " + database, state);
            case "42501" -> fault(USER, "does not let this user connect to database " + database, state);
            case "53300" -> fault(URL, "has no connection left for us", state);
            case "57P03" -> fault(URL, "is starting up, shutting down or recovering", state);
            case "22023" ->
                fault(
                        URL,
                        "was not asked: a connection.* setting or a parameter of the URL has a value that the driver"
                                + " does not take",
                        state);
            case "08004" -> unauthenticated(state);
            default ->
                isOfEncryption(failure)
                        ? fault(
                                sslKey(),
                                "and the driver agree on no encryption: look at sslmode and the certificates",
                                state)
                        : fault(URL, state.startsWith("08") ? cause(failure) : "refused the connection", state);
        };
    }

    /** What the driver says when it gives up by itself. */
    private Finding unauthenticated(String state) {
        if (Encryption.isLacking(source)) {
            return fault(
                    sslKey(), "has no SSL, which sslmode insists on: set ssl=on there, or leave sslmode out", state);
        }
        boolean withoutPassword =
                settings.password().map(Password::value).orElse("").isEmpty();
        return withoutPassword
                ? fault(PASSWORD, "asks for a password, and none is set", state)
                : fault(URL, "and the driver agree on no way to authenticate", state);
    }

    /** Where sslmode was given, or has its place. */
    private String sslKey() {
        boolean isInUrl = !settings.driver().containsKey("sslmode") && source.getSslMode() != null;
        return isInUrl ? URL : SSL_MODE;
    }

    private static boolean isOfEncryption(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static String cause(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                return "cannot be reached: the host's name is not known here";
            }
            if (at instanceof SocketTimeoutException) {
                return "cannot be reached: no answer in time. Is there a firewall between?";
            }
            if (at instanceof ConnectException) {
                return "cannot be reached: nothing listens there, or it is not let through";
            }
        }
        return "cannot be reached, or none of the hosts is what targetServerType asks for";
    }

    private Finding fault(String key, String what, String state) {
        String code = state.isEmpty() ? "" : " (" + state + ")";
        return new Finding.Fault(key, "PostgreSQL at " + server + " " + what + code);
    }

    private static String place(String[] hosts, int[] ports) {
        StringBuilder place = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            place.append(i == 0 ? "" : ", ").append(hosts[i]).append(':').append(ports[i]);
        }
        return place.toString();
    }
}
