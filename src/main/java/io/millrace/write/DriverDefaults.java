package io.millrace.write;

import io.millrace.config.ConnectionSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.Oid;

/** pgjdbc's properties: what the user said, and defaults that survive production. Stateless. */
final class DriverDefaults {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LOGIN = Duration.ofSeconds(10);
    /** A task that stops waits for it, and has no more than a few seconds. */
    private static final Duration CANCEL = Duration.ofSeconds(1);
    /** As configuration.md says; the server ends a statement earlier. */
    private static final Duration SOCKET = Duration.ofMinutes(2);
    /** Lets the driver send ApplicationName at once, instead of a statement later. Any server we support is newer. */
    private static final String OLDEST_SERVER = "9.4";

    // OIDs that the driver does not name; see pg_type.dat.
    private static final int XML_ARRAY = 143;
    private static final int MACADDR8_ARRAY = 775;
    private static final int CIDR_ARRAY = 651;
    private static final int MACADDR_ARRAY = 1040;
    private static final int INET_ARRAY = 1041;

    /** pgjdbc sends parameters of other types as text, unless told. */
    private static final String BINARY_ARRAYS = Stream.of(
                    Oid.BOOL_ARRAY,
                    Oid.INT2_ARRAY,
                    Oid.INT4_ARRAY,
                    Oid.INT8_ARRAY,
                    Oid.FLOAT4_ARRAY,
                    Oid.FLOAT8_ARRAY,
                    Oid.NUMERIC_ARRAY,
                    Oid.TEXT_ARRAY,
                    Oid.VARCHAR_ARRAY,
                    Oid.BPCHAR_ARRAY,
                    Oid.BYTEA_ARRAY,
                    Oid.UUID_ARRAY,
                    Oid.JSON_ARRAY,
                    Oid.JSONB_ARRAY,
                    Oid.DATE_ARRAY,
                    Oid.TIME_ARRAY,
                    Oid.TIMESTAMP_ARRAY,
                    Oid.TIMESTAMPTZ_ARRAY,
                    Oid.TIMETZ_ARRAY,
                    Oid.INTERVAL_ARRAY,
                    Oid.OID_ARRAY,
                    Oid.MONEY_ARRAY,
                    Oid.NAME_ARRAY,
                    XML_ARRAY,
                    INET_ARRAY,
                    CIDR_ARRAY,
                    MACADDR_ARRAY,
                    MACADDR8_ARRAY,
                    Oid.BIT_ARRAY,
                    Oid.VARBIT_ARRAY)
            .map(String::valueOf)
            .collect(Collectors.joining(","));

    private DriverDefaults() {}

    /** Defaults, then what the URL says, then what the user said beside it. */
    static Properties of(ConnectionSettings settings, String applicationName) {
        Properties url = Driver.parseURL(settings.url(), new Properties());
        if (url == null) {
            throw new IllegalArgumentException("connection.url is not a URL of PostgreSQL's driver");
        }
        Properties properties = defaults(settings, applicationName);
        if (url.getProperty(PGProperty.PG_HOST.getName(), "").contains(",")) {
            PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
        }
        url.stringPropertyNames().forEach(name -> properties.setProperty(name, url.getProperty(name)));
        properties.putAll(settings.driver());
        properties.merge(PGProperty.BINARY_TRANSFER_ENABLE.getName(), BINARY_ARRAYS, (one, more) -> one + "," + more);
        settings.user().ifPresent(user -> PGProperty.USER.set(properties, user));
        settings.password().ifPresent(password -> PGProperty.PASSWORD.set(properties, password.value()));
        return properties;
    }

    private static Properties defaults(ConnectionSettings settings, String applicationName) {
        Properties properties = new Properties();
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds(CONNECT));
        PGProperty.LOGIN_TIMEOUT.set(properties, seconds(LOGIN));
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds(SOCKET));
        // Details of the server's errors hold values.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds(CANCEL));
        PGProperty.APPLICATION_NAME.set(properties, applicationName);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SERVER);
        return properties;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
