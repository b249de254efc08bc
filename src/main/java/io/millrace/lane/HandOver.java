package io.millrace.lane;

import io.millrace.ack.Verdict;
import io.millrace.write.LaneBatch;
import io.millrace.write.RowTarget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Where batches change hands between the task thread and the lanes. Guarded by its own lock.
 *
 * <p>There is one open batch a lane, and one more that any lane may take, for rows that need no lane of their own.
 * While the task thread fills (it is inside put), open batches are its own, untouched by lanes and without a lock.
 * When it stops filling, it seals the open batches of idle lanes; and while it sleeps in the framework's poll, a lane
 * that falls idle seals what is there by itself. So a busy lane finds one large batch when it is done, and an idle one
 * never waits for the next put.
 */
final class HandOver {
    private final LongSupplier nanoTime;
    private final int lanes;

    // Guarded by this, but for the contents of open batches while the task thread fills.
    private final Places places;
    private final boolean[] idle;
    private final InHand inHand;
    private final Deque<Settlement> settlements = new ArrayDeque<>();
    private final boolean[] dead;
    private boolean filling;
    private boolean awaited;
    private final BitSet closedSlots = new BitSet();
    private boolean closed;

    private final ReportDesk desk = new ReportDesk();
    private final Held held = new Held();

    HandOver(int lanes, Duration linger, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.nanoTime = nanoTime;
        this.places = new Places(lanes + 1, linger, nanoTime);
        this.idle = new boolean[lanes];
        this.inHand = new InHand(lanes);
        this.dead = new boolean[lanes];
    }

    /** What batches hold that have not come back to the task thread. */
    Held held() {
        return held;
    }

    /** Where lanes and the task thread meet about records that cannot be written. */
    ReportDesk desk() {
        return desk;
    }

    /** The place whose batches any lane may take. */
    int shared() {
        return lanes;
    }

    // The task thread's side.

    synchronized void beginFilling() {
        filling = true;
    }

    /** The open batch of this place, or null where none has been begun. */
    LaneBatch open(int place) {
        return places.open(place);
    }

    void begin(int place, LaneBatch batch) {
        places.begin(place, batch);
    }

    /** Closes the open batch of this place to more rows and queues it. */
    synchronized void seal(int place) {
        if (places.seal(place)) {
            abandonUnserved();
            notifyAll();
        }
    }

    /** Seals the open batches that have rows of a table, so that what comes next of it is behind them. */
    synchronized void sealAbout(RowTarget table) {
        for (int place = 0; place < places.count(); place++) {
            if (places.isOpenAbout(place, table)) {
                seal(place);
            }
        }
    }

    /** Gives back what no living lane will take. */
    private void abandonUnserved() {
        boolean anyAlive = false;
        for (int lane = 0; lane < lanes; lane++) {
            anyAlive |= !dead[lane];
            if (dead[lane]) {
                abandon(lane);
            }
        }
        if (!anyAlive) {
            abandon(shared());
        }
    }

    private void abandon(int place) {
        places.abandon(place, batch -> settlements.add(new Settlement(batch, new Verdict.Abandoned())));
    }

    /**
     * Hands open batches to idle lanes; what is still open then may be taken by the first lane that falls idle. A lane
     * that has its next batch and did not wake up yet is not idle: the open one grows on.
     */
    synchronized void endFilling() {
        filling = false;
        int free = 0;
        for (int lane = 0; lane < lanes; lane++) {
            if (idle[lane] && places.sealed(lane) == 0) {
                places.sealIfDue(lane);
                free += places.sealed(lane) == 0 ? 1 : 0;
            }
        }
        if (free > places.sealed(shared())) {
            places.sealIfDue(shared());
        }
        notifyAll();
    }

    /** Seals every open batch; until the next filling, lanes wait for nothing. */
    synchronized void sealAll() {
        for (int place = 0; place < places.count(); place++) {
            seal(place);
        }
    }

    /** Moves what came back since the last call; the order is that in which lanes finished. */
    synchronized void drainSettlements(List<Settlement> into) {
        into.addAll(settlements);
        settlements.clear();
    }

    /** Waits until something came back, at most this long; says whether something did. */
    synchronized boolean awaitSettlement(Duration atMost) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + atMost.toNanos();
        awaited = true;
        notifyAll();
        long left = atMost.toNanos();
        while (settlements.isEmpty() && !closed && left > 0) {
            waitNanos(left);
            left = deadline - nanoTime.getAsLong();
        }
        awaited = false;
        return !settlements.isEmpty();
    }

    /** Drops the rows of closed partitions from every batch that no lane holds; says which lanes hold such rows. */
    synchronized List<Integer> drop(BitSet slots) {
        closedSlots.or(slots);
        places.forEach(this::dropClosed);
        return inHand.holders(slots);
    }

    synchronized int batchesInFlight() {
        int count = 0;
        for (int place = 0; place < places.count(); place++) {
            count += places.sealed(place);
        }
        return count + inHand.count();
    }

    synchronized void close() {
        desk.close();
        closed = true;
        notifyAll();
    }

    // The lanes' side.

    /** Waits as long for a batch at most; null when there is none, or the task is stopping. */
    synchronized LaneBatch take(int lane, long mostNanos) throws InterruptedException {
        return await(lane, mostNanos, false);
    }

    /** The same, for a lane that has settlements to give once they are awaited. */
    synchronized LaneBatch takeUnlessAwaited(int lane, long mostNanos) throws InterruptedException {
        return await(lane, mostNanos, true);
    }

    private LaneBatch await(int lane, long mostNanos, boolean owesSettlements) throws InterruptedException {
        boolean hasTime = mostNanos < Long.MAX_VALUE;
        long started = nanoTime.getAsLong();
        idle[lane] = true;
        try {
            LaneBatch batch = next(lane);
            long left = mostNanos;
            while (batch == null && !closed && !(hasTime && left <= 0) && !(owesSettlements && awaited)) {
                long due = filling ? 0 : untilDue(lane);
                waitNanos(!hasTime || (due > 0 && due < left) ? due : left);
                left = hasTime ? mostNanos - (nanoTime.getAsLong() - started) : mostNanos;
                batch = next(lane);
            }
            return inHand.begin(lane, closed ? null : batch);
        } finally {
            idle[lane] = false;
        }
    }

    /** The lane writes a batch that it had kept; false when the task is stopping. */
    synchronized boolean resume(int lane, LaneBatch batch) {
        dropClosed(batch);
        inHand.begin(lane, closed ? null : batch);
        return !closed;
    }

    /** A lane has put the records of batches that it holds into others, which it holds from now on. */
    synchronized void replace(List<LaneBatch> batches, List<LaneBatch> others) {
        places.replace(batches, others);
        // First: a batch that came back is filled again, and no longer what the lane writes.
        batches.forEach(inHand::end);
        others.forEach(held::add);
        batches.forEach(batch -> settlements.add(new Settlement(batch, new Verdict.Divided())));
        notifyAll();
    }

    /** The older of what waits at this lane's own place and at the shared one, so that neither starves. */
    private LaneBatch next(int lane) {
        LaneBatch own = places.first(lane, filling);
        LaneBatch any = places.first(shared(), filling);
        if (own == null && any == null) {
            return null;
        }
        boolean takesOwn = any == null || (own != null && own.openedNanos() - any.openedNanos() <= 0);
        return places.take(takesOwn ? lane : shared());
    }

    /** How long until an open batch that this lane may take is due; 0 for ever, as wait has it. */
    private long untilDue(int lane) {
        long least = Math.min(places.untilDue(lane), places.untilDue(shared()));
        return least == Places.NEVER ? 0 : Math.max(1, least);
    }

    /** Drops the rows of partitions that were closed while the lane held the batch. */
    synchronized void dropClosed(LaneBatch batch) {
        batch.drop(closedSlots::get);
    }

    /** The lane writes its batch no longer. */
    synchronized void keep(int lane) {
        inHand.end(lane);
    }

    synchronized void settle(Settlement settlement) {
        places.done(settlement.batch());
        settlements.add(settlement);
        notifyAll();
    }

    /** Says that a lane will take no more; what waits for it comes back abandoned. */
    synchronized void die(int lane) {
        dead[lane] = true;
        abandonUnserved();
        notifyAll();
    }

    /** Waits before trying again; says whether to go on, which is not so when the task is stopping. */
    synchronized boolean pause(Duration pause) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !closed; left = deadline - nanoTime.getAsLong()) {
            waitNanos(left);
        }
        return !closed;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void waitNanos(long nanos) throws InterruptedException {
        long millis = nanos / 1_000_000;
        wait(millis, (int) (nanos % 1_000_000));
    }
}
