package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.table.Column;
import io.millrace.table.Destination;
import io.millrace.table.Partitions;
import io.millrace.table.RelationKind;
import io.millrace.table.Slice;
import java.time.Clock;
import java.util.Optional;

/**
 * Says of rows that no partition takes why there is none. PostgreSQL calls that a check violation, which is told apart
 * from a constraint's by its naming the partitioned table and no constraint. Immutable; on a lane's thread.
 */
public final class Unplaced {
    private static final String CHECK = "23514";

    private final Partitions partitions;
    private final Clock clock;

    public Unplaced(Partitions partitions, Clock clock) {
        this.partitions = requireNonNull(partitions, "partitions");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The same refusal of a record that is alone in its batch, whose new row comes last there. */
    Outcome.Refused explain(LaneBatch alone, Outcome.Refused refusal) {
        TableBatch table = alone.tables().get(0);
        Failure failure = new Failure(
                SqlState.of(refusal.sqlState()), refusal.sqlState(), refusal.reason(), refusal.names(), false);
        String reason = explain(new RefusedRow(table, table.size() - 1, failure))
                .failure()
                .reason();
        return new Outcome.Refused(refusal.sqlState(), reason, refusal.names());
    }

    /** The same row, with the reason where it is of this kind. */
    RefusedRow explain(RefusedRow row) {
        Destination table = row.table().destination();
        Names names = row.failure().names();
        boolean isUnplaced = row.hasCode(CHECK)
                && names.constraint().isEmpty()
                && !names.table().isEmpty()
                && table.shape().kind() == RelationKind.PARTITIONED;
        if (!isUnplaced) {
            return row;
        }
        Optional<Column> time = partitions.columnOf(table.shape());
        boolean isOurs = time.isPresent() && names.table().equals(table.toString());
        return row.because("no partition of " + names.table() + " takes the row: "
                + (isOurs ? ofOurs(row, time.get()) : ofTheirs(table)));
    }

    private String ofOurs(RefusedRow row, Column column) {
        Optional<Slice> slice = new RowTimes(row.table(), column).slice(row.row(), partitions);
        String time = "the time in its column " + column.name();
        return time + (slice.isEmpty() ? " is infinite" : partitions.whyNone(slice.get(), clock.instant()));
    }

    private static String ofTheirs(Destination table) {
        return "make one for it, or a DEFAULT partition (the table is partitioned by "
                + String.join(", ", table.shape().partitionKey()) + ")";
    }
}
