package io.millrace.write;

import io.millrace.ack.RefusedRecord;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private final Deque<Range> pending = new ArrayDeque<>();
    private final int records;
    private int losses;

    Splitting(int records) {
        this.records = records;
        pending.add(new Range(0, records));
    }

    boolean isDone() {
        return pending.isEmpty();
    }

    /** The records to be written next. */
    Range next() {
        return pending.element();
    }

    void written() {
        losses = 0;
        pending.remove();
    }

    /**
     * Notes that the connection was lost over the next records; says whether they are to be split. Once a part was, one
     * loss will do, until a record is alone.
     */
    boolean isLostTooOften() {
        Range range = next();
        boolean isWhole = range.from() == 0 && range.to() == records;
        boolean isAlone = range.to() - range.from() == 1;
        return ++losses >= (isWhole || isAlone ? MOST_LOSSES : 1);
    }

    /** Splits the next records; gives the record instead where it is alone. */
    Optional<RefusedRecord> split() {
        losses = 0;
        Range range = pending.remove();
        int middle = range.from() + (range.to() - range.from()) / 2;
        if (middle == range.from()) {
            return Optional.of(refused(middle));
        }
        pending.addFirst(new Range(middle, range.to()));
        pending.addFirst(new Range(range.from(), middle));
        return Optional.empty();
    }

    private static RefusedRecord refused(int claim) {
        return new RefusedRecord(
                claim,
                CRASH,
                "the connection was lost each of " + MOST_LOSSES
                        + " times that this record was sent alone, while others were had: look into the server's log");
    }
}
