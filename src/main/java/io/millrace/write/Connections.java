package io.millrace.write;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * The connections of one task: one a lane, which keeps it, and one for the catalogue. Opened when they are asked for,
 * so that a task starts while the server is down. Any thread may use it; a connection belongs to whoever took it.
 */
public final class Connections implements AutoCloseable {
    private static final int CATALOGUE = 1;
    /** Negative: the pool neither tries to connect when it is made, nor fails when it cannot. */
    private static final long NEVER_AT_START = -1;

    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final HikariDataSource pool;

    /**
     * @param name of the pool and its threads, and how the server's pg_stat_activity shows us
     * @param patience how long a thread waits for a connection
     */
    public Connections(ConnectionSettings settings, String name, int lanes, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new DriverSource(settings.url(), DriverProperties.of(settings, name)));
        config.setMaximumPoolSize(lanes + CATALOGUE);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(NEVER_AT_START);
        config.setConnectionTimeout(patience.toMillis());
        config.setMaxLifetime(settings.maxLifetime().toMillis());
        this.pool = new HikariDataSource(config);
    }

    /** Opens a connection, or waits for one that another thread gives back by closing it. */
    public Connection take() throws SQLException {
        if (pool.isClosed()) {
            throw new SQLTransientConnectionException("The task's connections are closed");
        }
        return pool.getConnection();
    }

    /** Closes a connection for good, with its session. */
    public void discard(Connection connection) {
        pool.evictConnection(connection);
    }

    /** Gives the pool a second; what is left then ends with its daemon threads. */
    @Override
    public void close() {
        Thread closer = new Thread(pool::close, pool.getPoolName() + "-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
