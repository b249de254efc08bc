package io.millrace.lane;

import io.millrace.write.LaneBatch;
import io.millrace.write.RowTarget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where batches are until a lane takes them: each place has one that is open and those that were sealed before it.
 * Guarded by HandOver's lock, but for the contents of open batches while the task thread fills.
 */
final class Places {
    /** How long until an open batch may be taken, where only another batch's end can tell. */
    static final long NEVER = Long.MAX_VALUE;

    private final LaneBatch[] open;
    private final List<Deque<LaneBatch>> sealed = new ArrayList<>();
    private final Precedence precedence = new Precedence();
    private final Duration linger;
    private final LongSupplier nanoTime;

    Places(int count, Duration linger, LongSupplier nanoTime) {
        this.open = new LaneBatch[count];
        this.linger = linger;
        this.nanoTime = nanoTime;
        for (int place = 0; place < count; place++) {
            sealed.add(new ArrayDeque<>());
        }
    }

    int count() {
        return open.length;
    }

    /** The open batch of this place, or null where none has been begun. */
    LaneBatch open(int place) {
        return open[place];
    }

    void begin(int place, LaneBatch batch) {
        batch.openedAt(nanoTime.getAsLong());
        open[place] = batch;
    }

    boolean isOpenAbout(int place, RowTarget table) {
        return open[place] != null && open[place].isAbout(table);
    }

    int sealed(int place) {
        return sealed.get(place).size();
    }

    /** Closes the open batch to more rows and queues it; says whether there was one. */
    boolean seal(int place) {
        if (open[place] == null) {
            return false;
        }
        precedence.enter(open[place]);
        sealed.get(place).add(open[place]);
        open[place] = null;
        return true;
    }

    void sealIfDue(int place) {
        if (isDue(place)) {
            seal(place);
        }
    }

    /** What may be taken from this place: an open batch only where none is sealed, so that it grows till then. */
    LaneBatch first(int place, boolean filling) {
        LaneBatch waiting = sealed.get(place).peek();
        if (waiting != null) {
            return precedence.mayGo(waiting) ? waiting : null;
        }
        return !filling && isDue(place) ? open[place] : null;
    }

    /** Takes what {@link #first} found; it counts as pending until it is {@link #done}. */
    LaneBatch take(int place) {
        if (sealed.get(place).isEmpty()) {
            seal(place);
        }
        return sealed.get(place).poll();
    }

    /** The batch was written, or will never be: what had to wait for it may go. */
    void done(LaneBatch batch) {
        precedence.leave(batch);
    }

    /** These are done, and others with the same records take their place. */
    void replace(List<LaneBatch> batches, List<LaneBatch> others) {
        precedence.replace(batches, others);
    }

    /** Gives up what is sealed at this place. */
    void abandon(int place, Consumer<LaneBatch> to) {
        for (LaneBatch batch : sealed.get(place)) {
            done(batch);
            to.accept(batch);
        }
        sealed.get(place).clear();
    }

    /** Every batch that no lane has taken. */
    void forEach(Consumer<LaneBatch> to) {
        for (int place = 0; place < open.length; place++) {
            sealed.get(place).forEach(to);
            if (open[place] != null) {
                to.accept(open[place]);
            }
        }
    }

    /** Whether the open batch may be taken; while it must wait for another it grows. */
    private boolean isDue(int place) {
        return open[place] != null && untilDue(open[place]) <= 0 && precedence.mayGo(open[place]);
    }

    /** How long until the open batch may be taken, where nothing sealed may. */
    long untilDue(int place) {
        boolean mustWait = open[place] == null || sealed(place) > 0 || !precedence.mayGo(open[place]);
        return mustWait ? NEVER : untilDue(open[place]);
    }

    private long untilDue(LaneBatch batch) {
        return batch.openedNanos() + linger.toNanos() - nanoTime.getAsLong();
    }
}
