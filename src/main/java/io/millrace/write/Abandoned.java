package io.millrace.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a connection that broke on our side may have left running: it would commit after newer rows of the same keys,
 * so the next connection writes only when it is proven gone. Immutable; its lane's thread proves it.
 */
interface Abandoned {
    /** Ends it as far as one can, and says whether it is gone within this time. */
    boolean isEnded(Connection connection, Duration within, LongSupplier nanoTime) throws SQLException;

    /** For an operator, such as {@code pid 4711}. */
    String describe();
}
