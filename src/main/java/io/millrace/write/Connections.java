package io.millrace.write;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** A task's connections: one a lane, and one to read the catalogue. From any thread. Making it needs no server. */
public final class Connections implements AutoCloseable {
    /** How long a taker waits; the lane or the learner then tries again by its own rules. */
    private static final long TAKING_MILLIS = 3_000;

    private static final long CLOSING_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 120_000;

    private final HikariDataSource pool;

    private Connections(HikariDataSource pool) {
        this.pool = pool;
    }

    public static Connections of(ConnectionSettings settings, int most, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pg-sink-" + name);
        config.setDataSource(source(settings, "millrace-" + name));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(TAKING_MILLIS);
        config.setMaxLifetime(settings.maxLifetime().toMillis());
        config.setInitializationFailTimeout(-1);
        return new Connections(new HikariDataSource(config));
    }

    /** The driver's own source, since DriverManager would find a driver of another plugin. */
    static PGSimpleDataSource source(ConnectionSettings settings, String applicationName) {
        Properties url = Driver.parseURL(settings.url(), new Properties());
        if (url == null) {
            throw new IllegalArgumentException("connection.url is not a URL of PostgreSQL's driver");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        defaults(url, applicationName).forEach((key, value) -> set(source, key, value));
        url.stringPropertyNames().forEach(key -> set(source, key, url.getProperty(key)));
        settings.driver().forEach((key, value) -> set(source, key, value));
        settings.user().ifPresent(source::setUser);
        settings.password().map(Password::value).ifPresent(source::setPassword);
        set(source, PGProperty.BINARY_TRANSFER_ENABLE.getName(), arrays());
        return source;
    }

    /** What survives production where nothing else is said. */
    private static Map<String, String> defaults(Properties url, String applicationName) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(PGProperty.APPLICATION_NAME.getName(), applicationName);
        defaults.put(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        defaults.put(PGProperty.CONNECT_TIMEOUT.getName(), "10");
        defaults.put(PGProperty.LOGIN_TIMEOUT.getName(), "15");
        defaults.put(PGProperty.SOCKET_TIMEOUT.getName(), "120");
        // Details of the server's errors hold values.
        defaults.put(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
        defaults.put(PGProperty.CANCEL_SIGNAL_TIMEOUT.getName(), "2");
        boolean severalHosts = url.getProperty(PGProperty.PG_HOST.getName(), "").contains(",");
        if (severalHosts) {
            defaults.put(PGProperty.TARGET_SERVER_TYPE.getName(), "primary");
        }
        return defaults;
    }

    private static void set(PGSimpleDataSource source, String key, String value) {
        try {
            source.setProperty(key, value);
        } catch (SQLException e) {
            throw new IllegalArgumentException("connection." + key + " has a value that the driver does not take");
        }
    }

    /** The arrays that we encode, which the driver then sends as they are. */
    private static String arrays() {
        return Stream.of(WireType.values())
                .map(type -> Integer.toString(type.array()))
                .collect(Collectors.joining(","));
    }

    /** Takes a connection, in autocommit; to be closed or discarded. */
    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    /** Gives back a connection that nobody should use again. */
    void discard(Connection connection) {
        pool.evictConnection(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, and that is what was wanted.
            return;
        }
    }

    /** Closes what is idle at once; what hangs in a dead network is left to a thread that nobody waits for. */
    @Override
    public void close() {
        Thread closing = new Thread(pool::close, pool.getPoolName() + "-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
