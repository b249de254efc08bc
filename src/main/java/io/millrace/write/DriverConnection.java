package io.millrace.write;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Does work on the driver's own connection. The pool would throw it away at a feature_not_supported (0A000), which here
 * may only say that a view stands in the way; so it is thrown away where the work itself fails. Stateless.
 */
final class DriverConnection {
    private DriverConnection() {}

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T with(Connections connections, Work<T> work) throws SQLException {
        try (Connection pooled = connections.takeUnprepared()) {
            try {
                return work.on(pooled.unwrap(Connection.class));
            } catch (SQLException | RuntimeException e) {
                connections.discard(pooled);
                throw e;
            }
        }
    }
}
