package io.millrace.write;

import io.millrace.config.Durability;
import java.util.function.Supplier;

/** Remembers whether a writer's commits are durable yet. Confined to a lane's thread. */
final class DeferredCommits implements Deferral {
    private final boolean defers;
    private final Supplier<Outcome> barrier;
    private boolean owed;
    private boolean lost;

    DeferredCommits(Durability durability, Supplier<Outcome> barrier) {
        this.defers = durability == Durability.DEFERRED;
        this.barrier = barrier;
    }

    /** A batch was committed. */
    void committed() {
        owed = defers;
    }

    /** The connection is gone. */
    void cut() {
        lost |= owed;
    }

    /** What becomes of a batch that is to be written though those before it are lost. */
    static Outcome outOfOrder() {
        return new Outcome.Transient(
                "08006", "the connection was lost before what it had committed was flushed to disk", true);
    }

    @Override
    public boolean isOwed() {
        return owed;
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void startOver() {
        owed = false;
        lost = false;
    }

    @Override
    public Outcome secure() {
        if (!owed) {
            return new Outcome.Written();
        }
        Outcome outcome = lost ? outOfOrder() : barrier.get();
        owed &= !(outcome instanceof Outcome.Written);
        return outcome;
    }
}
