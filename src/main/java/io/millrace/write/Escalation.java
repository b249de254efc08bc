package io.millrace.write;

import java.util.Optional;

/**
 * What to try after a batch failed, where another way of writing it may pass. Confined to one batch on a lane's
 * thread.
 */
final class Escalation {
    /** Each costs a statement's time-out. From 1000 rows they lead to 125; another attempt goes on from there. */
    private static final int MOST_TIME_OUTS = 3;

    private final LaneBatch batch;
    private final Stride stride;
    private int timeOuts;
    private boolean preparedAgain;

    Escalation(LaneBatch batch, Stride stride) {
        this.batch = batch;
        this.stride = stride;
    }

    /** The pace to go on with, or nothing when the failure stands. */
    Optional<Pace> next(Pace pace, Failure failure) {
        return switch (failure.state()) {
            case KEY_TWICE -> halve(pace);
            case TIMED_OUT -> shorten(pace);
            case PREPARE_AGAIN -> prepareAgain(pace);
            case NOT_UNIQUE -> mayBeOrder(pace) ? Optional.of(Pace.REPLAY) : Optional.empty();
            case TABLE_CHANGED, UNKNOWN -> stepwise(pace);
            case REFUSED, RETRY, RECONNECT -> Optional.empty();
        };
    }

    /** How the batch ends this time. A row whose statement is too slow for it alone may be at fault itself. */
    Outcome end(Pace pace, Failure failure) {
        boolean isOneRow = failure.state() == SqlState.TIMED_OUT && isSmallest(pace) && !batch.isAlone();
        return (isOneRow ? failure.ofItsRow() : failure).outcome();
    }

    private Optional<Pace> halve(Pace pace) {
        return isSmallest(pace) ? Optional.empty() : Optional.of(pace.halved(mostRows()));
    }

    private Optional<Pace> shorten(Pace pace) {
        if (isSmallest(pace)) {
            return Optional.empty();
        }
        stride.shorten(Math.min(pace.longest(), mostRows()));
        return ++timeOuts > MOST_TIME_OUTS ? Optional.empty() : Optional.of(stride.pace());
    }

    private boolean isSmallest(Pace pace) {
        return pace.longest() == 1 || mostRows() < 2;
    }

    private int mostRows() {
        int most = 0;
        for (TableBatch table : batch.tables()) {
            most = Math.max(most, table.size());
        }
        return Math.min(most, Crossover.UNNEST_ROWS);
    }

    /** Whether rows of different keys meet in a unique constraint, which then minds what was coalesced away. */
    private boolean mayBeOrder(Pace pace) {
        return pace.order() != Pace.Order.REPLAY
                && batch.tables().stream().anyMatch(table -> table.isIndexed() && !table.mayReorder());
    }

    private Optional<Pace> prepareAgain(Pace pace) {
        if (preparedAgain) {
            return stepwise(pace);
        }
        preparedAgain = true;
        return Optional.of(pace);
    }

    /** Once more, statement by statement, to learn which table it is, where several went together. */
    private Optional<Pace> stepwise(Pace pace) {
        boolean isTold = pace.stepwise() || batch.tables().size() == 1;
        return isTold ? Optional.empty() : Optional.of(Pace.STEPWISE);
    }
}
