package io.millrace.write;

/**
 * What a writer's batches still need to be durable, where their commits do not wait for the disk. Lives on a lane's
 * thread.
 *
 * <p>The server flushes its log in order, so that one commit that waits makes all durable that its connection had
 * acknowledged before, provided that it is the same connection: where that was lost, the server may have crashed in
 * between, and nobody knows what it still has.
 */
public interface Deferral {
    /** Every commit waits. */
    Deferral NONE = new Deferral() {};

    /** Whether batches were written that may not be durable. */
    default boolean isOwed() {
        return false;
    }

    /** Whether their connection is gone: they must be written again, before anything else. */
    default boolean isLost() {
        return false;
    }

    /** They are about to be written again. */
    default void startOver() {}

    /** Makes them durable; {@link Outcome.Written} says that they are. */
    default Outcome secure() {
        return new Outcome.Written();
    }
}
