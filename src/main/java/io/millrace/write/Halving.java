package io.millrace.write;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds refused rows by halving what fails until a row is alone; the other rows are written. For few rows, and where
 * there is no staging for a {@link RowLoop}. Confined to a lane's thread.
 */
final class Halving {
    private final Attempts attempts;

    Halving(Attempts attempts) {
        this.attempts = attempts;
    }

    void run(Step step, List<RefusedRow> refused) throws SQLException {
        RowSelection rows = step.rows();
        int longest = rows.isEachAlone() ? 1 : Methods.mostUnnested(rows.set(), Crossover.UNNEST_ROWS);
        for (int first = 0; first < rows.count(); first += longest) {
            halve(part(step, first, Math.min(longest, rows.count() - first)), refused);
        }
    }

    private void halve(Step step, List<RefusedRow> refused) throws SQLException {
        Optional<Failure> failure = attempts.attempt(step);
        if (failure.isEmpty()) {
            return;
        }
        int count = step.rows().count();
        if (count == 1) {
            refused.add(new RefusedRow(step.rows().batch(), step.rows().row(0), failure.get()));
            return;
        }
        halve(part(step, 0, count / 2), refused);
        halve(part(step, count / 2, count - count / 2), refused);
    }

    private static Step part(Step step, int first, int length) {
        return new Step(step.rows().part(first, length), step.method(), step.nullKeys());
    }
}
