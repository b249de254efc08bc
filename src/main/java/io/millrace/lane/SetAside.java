package io.millrace.lane;

import io.millrace.ack.RefusedRecord;
import io.millrace.ack.Verdict;
import io.millrace.write.Chains;
import io.millrace.write.Division;
import io.millrace.write.LaneBatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's rows that lack others which their foreign keys ask for, and what must stay behind them. They are tried again
 * and again, since what they lack may be in a record still to come, until their time is out; then they count as bad
 * records like others. Confined to the lane's thread.
 */
final class SetAside {
    private static final Logger log = LoggerFactory.getLogger(SetAside.class);

    private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    /** They are looked at in no more than a tenth of the lane's time. */
    private static final int PAUSES_A_ROUND = 9;
    /** Rows of about one age are tried together, for which the youngest lose a tenth of their time at most. */
    private static final int AGES = 10;

    private final HandOver handOver;
    private final Chains chains;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final List<Turn> waiting = new ArrayList<>();
    /** To be written before anything newer. */
    private final Deque<Turn> turns = new ArrayDeque<>();

    private boolean inRound;
    private long roundBegan;
    private long nextRound;

    /**
     * A batch to be written.
     *
     * @param sinceNanos since when its oldest row waits
     * @param before the batch among those that wait which came after it, or its own where all of them came before
     */
    record Turn(LaneBatch batch, long sinceNanos, LaneBatch before) {
        Turn(LaneBatch batch, long sinceNanos) {
            this(batch, sinceNanos, batch);
        }

        Turn later(Duration time) {
            return new Turn(batch, sinceNanos + time.toNanos(), before);
        }
    }

    SetAside(HandOver handOver, Chains chains, Duration patience, LongSupplier nanoTime) {
        this.handOver = handOver;
        this.chains = chains;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** A batch that comes for the first time. */
    Turn first(LaneBatch batch) {
        return new Turn(batch, nanoTime.getAsLong());
    }

    /** The turn before any newer batch's; null where there is none. */
    Turn next() {
        if (turns.isEmpty()) {
            endRound();
            if (!waiting.isEmpty() && untilDue() <= 0) {
                beginRound();
            }
        }
        return turns.poll();
    }

    /** How long the lane may wait for newer batches. */
    long untilDue() {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long now = nanoTime.getAsLong();
        long timeIsOut = waiting.get(0).sinceNanos() + patienceNanos - now;
        return Math.min(nextRound - now, timeIsOut);
    }

    private void endRound() {
        if (inRound) {
            inRound = false;
            long now = nanoTime.getAsLong();
            nextRound = now + Math.max(LEAST_PAUSE_NANOS, PAUSES_A_ROUND * (now - roundBegan));
        }
    }

    private void beginRound() {
        inRound = true;
        roundBegan = nanoTime.getAsLong();
        chains.clear();
        int from = 0;
        while (from < waiting.size()) {
            int to = endOfAge(from);
            takeTogether(List.copyOf(waiting.subList(from, to)));
            from = to;
        }
        waiting.clear();
    }

    /** A record that touches several keys is a batch of its own for good. */
    private int endOfAge(int from) {
        Turn oldest = waiting.get(from);
        int to = from + 1;
        while (to < waiting.size()
                && !oldest.batch().isAlone()
                && !waiting.get(to).batch().isAlone()
                && waiting.get(to).sinceNanos() - oldest.sinceNanos() <= patienceNanos / AGES) {
            to++;
        }
        return to;
    }

    private void takeTogether(List<Turn> alike) {
        List<LaneBatch> batches = alike.stream().map(Turn::batch).toList();
        batches.forEach(batch -> handOver.held().setAside(-batch.records()));
        List<LaneBatch> together = batches;
        if (batches.size() > 1) {
            batches.forEach(handOver::dropClosed);
            together = Division.together(batches);
            handOver.replace(batches, together);
        }
        together.forEach(batch -> turns.add(new Turn(batch, alike.get(0).sinceNanos())));
    }

    /** Whether the batch may be written as it is; else what must stay behind others is taken out, and the rest is next. */
    boolean letsGo(Turn turn) {
        turn.batch().setPatient(nanoTime.getAsLong() - turn.sinceNanos() < patienceNanos);
        return put(turn, List.of());
    }

    /** Sets records of a batch aside of which nothing was written, with those that must stay behind; the rest is next. */
    boolean put(Turn turn, List<RefusedRecord> lacking) {
        LaneBatch batch = turn.batch();
        BitSet held = chains.hold(batch, lacking);
        if (held.isEmpty()) {
            return true;
        }
        if (held.cardinality() == batch.records()) {
            keep(turn);
            return false;
        }
        List<LaneBatch> aside = Division.of(batch, held::get);
        List<LaneBatch> rest = Division.of(batch, claim -> !held.get(claim));
        List<LaneBatch> parts = new ArrayList<>(rest);
        parts.addAll(aside);
        handOver.replace(List.of(batch), parts);
        aside.forEach(part -> keep(new Turn(part, turn.sinceNanos(), turn.before())));
        LaneBatch before = aside.isEmpty() ? turn.before() : aside.get(0);
        for (int at = rest.size() - 1; at >= 0; at--) {
            turns.addFirst(new Turn(rest.get(at), turn.sinceNanos(), before));
        }
        return false;
    }

    private void keep(Turn turn) {
        if (waiting.isEmpty() && !inRound) {
            log.debug(
                    "Rows wait for others that their foreign keys ask for, for {} ms at most",
                    patienceNanos / 1_000_000);
            nextRound = nanoTime.getAsLong() + LEAST_PAUSE_NANOS;
        }
        handOver.held().setAside(turn.batch().records());
        waiting.add(placeOf(turn), turn);
    }

    private int placeOf(Turn turn) {
        int place = 0;
        while (place < waiting.size() && waiting.get(place).batch() != turn.before()) {
            place++;
        }
        return place;
    }

    /** Nothing could be written for so long, what they lack neither. */
    void excuse(Duration outage) {
        waiting.replaceAll(turn -> turn.later(outage));
        List<Turn> later = turns.stream().map(turn -> turn.later(outage)).toList();
        turns.clear();
        turns.addAll(later);
    }

    /** Gives all of them back: the lane ends. */
    void abandon() {
        waiting.forEach(turn -> handOver.held().setAside(-turn.batch().records()));
        turns.addAll(waiting);
        waiting.clear();
        turns.forEach(turn -> handOver.settle(new Settlement(turn.batch(), new Verdict.Abandoned())));
        turns.clear();
    }
}
