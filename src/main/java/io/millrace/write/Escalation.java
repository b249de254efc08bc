package io.millrace.write;

import java.util.Optional;

/**
 * What to try after a batch failed, where another way of writing it may pass. Confined to one batch on a lane's
 * thread.
 */
final class Escalation {
    /** Each costs a statement's time-out. From 1000 rows they lead to 125. */
    private static final int MOST_TIME_OUTS = 3;

    private final LaneBatch batch;
    private int timeOuts;
    private boolean preparedAgain;

    Escalation(LaneBatch batch) {
        this.batch = batch;
    }

    /** The pace to go on with, or nothing when the failure stands. */
    Optional<Pace> next(Pace pace, Failure failure) {
        return switch (failure.state()) {
            case KEY_TWICE -> halve(pace);
            case TIMED_OUT -> ++timeOuts > MOST_TIME_OUTS ? Optional.empty() : halve(pace);
            case PREPARE_AGAIN -> prepareAgain(pace);
            case NOT_UNIQUE -> mayBeOrder(pace) ? Optional.of(Pace.REPLAY) : Optional.empty();
            case TABLE_CHANGED, UNKNOWN -> stepwise(pace);
            case REFUSED, RETRY, RECONNECT -> Optional.empty();
        };
    }

    private Optional<Pace> halve(Pace pace) {
        int most = 0;
        for (TableBatch table : batch.tables()) {
            most = Math.max(most, table.size());
        }
        int rows = Math.min(most, Crossover.UNNEST_ROWS);
        boolean isSmallest = pace.longest() == 1 || rows < 2;
        return isSmallest ? Optional.empty() : Optional.of(pace.halved(rows));
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
