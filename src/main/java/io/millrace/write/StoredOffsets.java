package io.millrace.write;

import io.millrace.ack.Claims;
import io.millrace.ack.Span;
import io.millrace.ack.Tenure;
import io.millrace.ack.Tenures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The offsets that one lane stores with its rows. Confined to the lane's thread, but for the tenures, which the task
 * thread grants.
 *
 * <p>All batches of a partition go through one lane in order, so each begins where the one before it ended. A reply to
 * COMMIT that is lost leaves that in doubt: the guard's expected offset keeps the rows from being written twice.
 */
final class StoredOffsets implements BatchOffsets {
    private final OffsetTable table;
    private final Tenures tenures;
    private final Map<Integer, Long> ends = new HashMap<>();

    StoredOffsets(OffsetTable table, Tenures tenures) {
        this.table = table;
        this.tenures = tenures;
    }

    @Override
    public Optional<Outcome> admit(LaneBatch batch) {
        return batch.spans().isEmpty() ? cover(batch) : Optional.empty();
    }

    private Optional<Outcome> cover(LaneBatch batch) {
        Map<Integer, Span> spans = new LinkedHashMap<>();
        Claims claims = batch.claims();
        int from = 0;
        while (from < claims.size()) {
            int slot = claims.slot(from);
            int to = endOfRun(claims, from);
            Tenure tenure = batch.isDropped(slot) ? null : tenures.of(slot);
            if (tenure == null) {
                // Its partition was closed a moment ago: without a tenure nothing may be written.
                batch.drop(dropped -> dropped == slot);
            } else {
                Span known = spans.get(slot);
                long start = known == null ? ends.getOrDefault(slot, tenure.next()) : known.start();
                long least = known == null ? start : known.end();
                if (claims.offset(from) < least) {
                    return Optional.of(backwards(tenure, claims.offset(from), least));
                }
                spans.put(slot, new Span(slot, tenure, start, claims.offset(to - 1) + 1));
            }
            from = to;
        }
        batch.spans().addAll(spans.values());
        batch.spans().sort(StoredOffsets::inOrder);
        return Optional.empty();
    }

    /** Rows of several partitions are always locked in this order. */
    private static int inOrder(Span one, Span other) {
        int topics = one.tenure().topic().compareTo(other.tenure().topic());
        return topics != 0
                ? topics
                : Integer.compare(one.tenure().partition(), other.tenure().partition());
    }

    /** Records come in runs of one partition each, in which offsets rise. */
    private static int endOfRun(Claims claims, int from) {
        int to = from + 1;
        while (to < claims.size() && claims.slot(to) == claims.slot(from)) {
            to++;
        }
        return to;
    }

    private Outcome backwards(Tenure tenure, long offset, long stored) {
        return new Outcome.Fatal(
                Guard.FAILED,
                "record " + tenure + "@" + offset + " came, though " + table.id() + " has that partition stored up to "
                        + stored
                        + ": its topic was made anew, its log lost its end, or its offset was set beyond the end."
                        + " Nothing is skipped and nothing written twice: to go on with the topic as it is now, stop the"
                        + " connector and alter or reset its offsets over REST");
    }

    @Override
    public Guard guard(LaneBatch batch) {
        return new Guard(table, List.copyOf(batch.spans()));
    }

    @Override
    public void written(LaneBatch batch) {
        for (Span span : batch.spans()) {
            ends.put(span.slot(), span.end());
        }
        ends.keySet().removeIf(slot -> tenures.of(slot) == null);
    }

    @Override
    public boolean isDoubtful(Failure failure) {
        return failure.code().equals(Guard.FAILED);
    }

    @Override
    public Optional<Outcome> decide(Connection connection, LaneBatch batch) throws SQLException {
        return OffsetComparison.of(connection, table, batch.spans()).outcome();
    }
}
