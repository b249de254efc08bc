package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The way of one batch through lost connections. A row may end the server's process that is to write it, each time: so
 * a batch that loses its connection again and again, while new ones are had, is split until that row is alone. Parts
 * that were written stay written. Confined to a lane's thread.
 */
final class Splitting {
    /** Whatever else cuts connections is unlikely to strike three times in a row, and each time after a good start. */
    private static final int MOST_LOSSES = 3;

    private static final String CRASH = "08006";

    /** Records by their claims, from the first to before the last. */
    record Range(int from, int to) {
        boolean holds(int claim) {
            return claim >= from && claim < to;
        }
    }

    private final LaneBatch batch;
    private final Deque<Range> pending = new ArrayDeque<>();
    private final List<RefusedRecord> refused = new ArrayList<>();
    private int replayed;
    private int losses;

    Splitting(LaneBatch batch) {
        this.batch = batch;
        pending.add(new Range(0, batch.records()));
    }

    boolean isOf(LaneBatch other) {
        return batch == other;
    }

    /** Whether it is the whole batch that comes next. */
    boolean isWhole() {
        return next().from() == 0 && next().to() == batch.records();
    }

    Range next() {
        return pending.element();
    }

    List<RefusedRecord> refused() {
        return refused;
    }

    /** Takes how the next part ended, and gives the end of the batch, or of this attempt; nothing where it goes on. */
    Optional<Outcome> take(Outcome outcome) {
        if (outcome instanceof Outcome.Written written) {
            pending.remove();
            losses = 0;
            refused.addAll(written.refused());
            replayed += written.replayed();
            return pending.isEmpty() ? Optional.of(end()) : Optional.empty();
        }
        boolean isLost = outcome instanceof Outcome.Transient failed && failed.connectionLost();
        losses += isLost ? 1 : 0;
        if (!isLost || losses < MOST_LOSSES) {
            return Optional.of(outcome);
        }
        losses = 0;
        split();
        return pending.isEmpty() ? Optional.of(end()) : Optional.empty();
    }

    private void split() {
        Range range = pending.remove();
        int count = range.to() - range.from();
        if (count > 1) {
            pending.addFirst(new Range(range.from() + count / 2, range.to()));
            pending.addFirst(new Range(range.from(), range.from() + count / 2));
            return;
        }
        refused.add(new RefusedRecord(
                range.from(),
                CRASH,
                "the connection was lost each of " + MOST_LOSSES
                        + " times that this record was sent alone, while others were had: look into the server's log"));
    }

    private Outcome end() {
        refused.sort(Comparator.comparingInt(RefusedRecord::claim));
        return new Outcome.Written(refused, replayed);
    }
}
