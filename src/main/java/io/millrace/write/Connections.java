package io.millrace.write;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of one task: one a lane, which keeps it, and one for the catalogue. Opened when they are asked for,
 * so that a task starts while the server is down. Any thread may use it; a connection belongs to whoever took it.
 */
public final class Connections implements AutoCloseable {
    /** Negative: the pool neither tries to connect when it is made, nor fails when it cannot. */
    private static final long NEVER_AT_START = -1;
    /**
     * How long a taker waits; the lane or the learner then tries again by its own rules, and knows that the server is
     * not there. A connection that takes longer to make is ready for the next attempt.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** The catalogue is asked now and then; its connection need not stay for it. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private static final Duration CLOSE = Duration.ofSeconds(1);
    /**
     * What our statements are written for. Said to the pool, because it asks the first connection otherwise, and when
     * that one is cut meanwhile, it never makes another.
     */
    private static final String ISOLATION = "TRANSACTION_READ_COMMITTED";

    private final HikariDataSource pool;
    private final int prepareThreshold;
    private final SearchPath searchPath;
    private final AtomicBoolean hasSeenPooler = new AtomicBoolean();

    private Connections(HikariDataSource pool, int prepareThreshold, SearchPath searchPath) {
        this.pool = pool;
        this.prepareThreshold = prepareThreshold;
        this.searchPath = searchPath;
    }

    /** At most so many connections; the name is that of the pool's threads, and in the server's pg_stat_activity. */
    public static Connections of(ConnectionSettings settings, int most, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pg-sink-" + name);
        PGSimpleDataSource source = source(settings, "millrace-" + name);
        config.setDataSource(new DriverSource(source));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setInitializationFailTimeout(NEVER_AT_START);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setTransactionIsolation(ISOLATION);
        config.setMaxLifetime(settings.maxLifetime().toMillis());
        return new Connections(
                new HikariDataSource(config), source.getPrepareThreshold(), SearchPath.of(source.getCurrentSchema()));
    }

    /** The driver's own source, of our class loader, whatever drivers other plugins have brought. */
    static PGSimpleDataSource source(ConnectionSettings settings, String applicationName) {
        Properties properties = DriverDefaults.of(settings, applicationName);
        PGSimpleDataSource source = new PGSimpleDataSource();
        for (String name : properties.stringPropertyNames()) {
            try {
                source.setProperty(name, properties.getProperty(name));
            } catch (SQLException refused) {
                throw new IllegalArgumentException("connection." + name + " has a value that the driver does not take");
            }
        }
        return source;
    }

    /** What the settings say of where tables are whose names come without a schema. */
    SearchPath searchPath() {
        return searchPath;
    }

    /** Whether no connection of the task had met a pooler before. */
    boolean isFirstSightOfPooler() {
        return !hasSeenPooler.getAndSet(true);
    }

    /** Opens a connection, or waits for one that another thread gives back by closing it. */
    public Connection take() throws SQLException {
        return take(prepareThreshold);
    }

    /** The same for statements that come now and then: behind a pooler, a prepared one may not be there the next time. */
    Connection takeUnprepared() throws SQLException {
        return take(0);
    }

    private Connection take(int threshold) throws SQLException {
        if (pool.isClosed()) {
            throw new SQLTransientConnectionException("The task's connections are closed");
        }
        Connection taken = pool.getConnection();
        taken.unwrap(PGConnection.class).setPrepareThreshold(threshold);
        return taken;
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
