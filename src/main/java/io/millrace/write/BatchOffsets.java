package io.millrace.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a batch's transaction does about the offsets of its records. Confined to a lane's thread. */
interface BatchOffsets {
    /** Kafka has them: the database knows nothing of them. */
    BatchOffsets IN_KAFKA = new BatchOffsets() {};

    /** Looks at a batch before it is written for the first time; gives an outcome where it must not be. */
    default Optional<Outcome> admit(LaneBatch batch) {
        return Optional.empty();
    }

    /** What its transaction begins with. */
    default Guard guard(LaneBatch batch) {
        return Guard.NONE;
    }

    /** The batch is written. */
    default void written(LaneBatch batch) {}

    /** Whether this failure may be the guard's. */
    default boolean isDoubtful(Failure failure) {
        return false;
    }

    /** What a doubtful failure means, as the server has the offsets now; nothing where it was not the guard's. */
    default Optional<Outcome> decide(Connection connection, LaneBatch batch) throws SQLException {
        return Optional.empty();
    }
}
