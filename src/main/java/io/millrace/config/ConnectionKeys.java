package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say where the server is and who we are there. Stateless. */
final class ConnectionKeys {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String PASSWORD = "connection.password";
    static final String STATEMENT_TIMEOUT = "connection.statement.timeout.ms";
    static final String MAX_LIFETIME = "connection.max.lifetime.ms";
    static final String POOLER = "connection.pooler";
    private static final String GROUP = "Connection";
    /** Half of the socket's time-out, so that the server ends a statement before we stop listening. */
    private static final long STATEMENT_TIMEOUT_MS = 60_000;

    private static final long MAX_LIFETIME_MS = 1_800_000;
    private static final long LEAST_LIFETIME_MS = 30_000;

    private ConnectionKeys() {}

    static void define(ConfigDef def) {
        Key.required(URL).matters(Importance.HIGH).checkedBy(new DriverUrl()).in(def, GROUP, """
                Where PostgreSQL is, as its JDBC driver reads it: jdbc:postgresql://host:5432/database. Several hosts, as in
                jdbc:postgresql://a:5432,b:5432/database, are tried in turn, and only a primary is written to, so that a
                failover needs no operator. Parameters that load classes or write files are refused here as well.
                """);
        Key.text(USER, null).matters(Importance.MEDIUM).in(def, GROUP, """
                The role that writes. It needs INSERT on the tables, and UPDATE, DELETE and SELECT as far as insert.mode and
                delete.enabled ask for them; config/role.sql has the statements. Without it the driver takes the name of the
                worker's system user.
                """);
        Key.secret(PASSWORD).matters(Importance.MEDIUM).in(def, GROUP, """
                The role's password. Best given through a config provider, such as ${file:/etc/secrets.properties:password}.
                It is never logged. While the connector runs, each new connection logs in with it again.
                """);
        Key.millis(STATEMENT_TIMEOUT, STATEMENT_TIMEOUT_MS, 1000).in(def, GROUP, """
                The server ends a statement of ours that takes longer, and the batch is then tried in smaller statements.
                Raise it, and connection.socketTimeout (in seconds, 120 by default) above it, where triggers make writing
                slow. It must stay below: a statement that nobody waits for could otherwise commit later, out of order.
                """);
        Key.millis(MAX_LIFETIME, MAX_LIFETIME_MS, LEAST_LIFETIME_MS).in(def, GROUP, """
                A connection is replaced between two batches once it is older. Temporary tables live as long as their
                connection and are never vacuumed against transaction wraparound, so it should not be made much longer.
                """);
        Key.choice(POOLER, Pooling.class, "auto").in(def, GROUP, """
                What stands between the connector and the server. auto finds a pooler, and takes it for one in transaction mode:
                then nothing is kept in a session, and upserts of all sizes go as arrays. session: nothing, or a pooler that
                keeps one backend for a connection, so that all is as without one. transaction: a pooler that gives each
                transaction another backend, where it hides from being found. src/docs/operations.md has its settings.
                """);
    }

    static ConnectionSettings read(AbstractConfig config) {
        return new ConnectionSettings(
                config.getString(URL),
                Optional.ofNullable(config.getString(USER)),
                Optional.ofNullable(config.getPassword(PASSWORD)),
                DriverProperties.of(config.originalsStrings()),
                Duration.ofMillis(statementTimeoutMs(config)),
                Duration.ofMillis(config.getLong(MAX_LIFETIME)),
                Words.read(config, POOLER, Pooling.class));
    }

    /** Where the socket's time-out alone was shortened, ours stays below it by itself. */
    private static long statementTimeoutMs(AbstractConfig config) {
        long given = config.getLong(STATEMENT_TIMEOUT);
        boolean isSaid = config.originals().containsKey(STATEMENT_TIMEOUT);
        return isSaid ? given : Math.min(given, SocketTimeout.of(config) / 2);
    }
}
