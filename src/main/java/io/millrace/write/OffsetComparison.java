package io.millrace.write;

import io.millrace.ack.Span;
import io.millrace.ack.Tenure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it means that a batch's offsets could not be moved, told by what the server has stored. Lives on a lane's thread
 * for one comparison.
 *
 * <p>Another's epoch: the partition was taken, and nothing of ours may be written. Our epoch, at the batch's end or
 * past it: an attempt before this one was committed, and its reply lost. Our epoch at the batch's start: somebody else's
 * fault. Anything else cannot come about by what we do.
 */
final class OffsetComparison {
    private final OffsetTable table;
    private final BitSet taken = new BitSet();
    private int written;
    private int untouched;
    private String fault = "";
    private String taker = "";

    private OffsetComparison(OffsetTable table) {
        this.table = table;
    }

    private record Stored(long epoch, long next) {}

    static OffsetComparison of(Connection connection, OffsetTable table, List<Span> spans) throws SQLException {
        OffsetComparison comparison = new OffsetComparison(table);
        Map<String, Stored> stored = comparison.read(connection, spans);
        spans.forEach(span -> comparison.compare(span, stored.get(span.tenure().toString())));
        return comparison;
    }

    private Map<String, Stored> read(Connection connection, List<Span> spans) throws SQLException {
        Map<String, Stored> stored = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(table.read())) {
            Guard.bindPartitions(read, 1, spans);
            read.setString(3, table.connector());
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    long next = rows.getLong(4);
                    next = rows.wasNull() ? Tenure.NONE : next;
                    stored.put(rows.getString(1) + "-" + rows.getInt(2), new Stored(rows.getLong(3), next));
                }
            }
        }
        return stored;
    }

    private void compare(Span span, Stored stored) {
        long mine = span.tenure().epoch();
        if (stored == null) {
            fault = span.tenure() + " has no row there any more: rows of this table must not be deleted";
        } else if (stored.epoch() > mine) {
            taken.set(span.slot());
            taker += (taker.isEmpty() ? "" : ", ") + span.tenure() + " (epoch " + stored.epoch() + ", ours " + mine
                    + ")";
        } else if (stored.epoch() == mine && stored.next() >= span.end()) {
            written++;
        } else if (stored.epoch() == mine && stored.next() == span.start()) {
            untouched++;
        } else {
            fault = span.tenure() + " is stored up to " + stored.next() + " in epoch " + stored.epoch()
                    + ", and we were at " + span.start() + " in epoch " + mine
                    + ": if an older state of the database was restored, restart the task, and it goes on from there";
        }
    }

    /** What is to be done; nothing where the offsets are as the batch expects them. */
    Optional<Outcome> outcome() {
        if (!fault.isEmpty()) {
            return Optional.of(new Outcome.Fatal(Guard.FAILED, "offsets in " + table.id() + ": " + fault));
        }
        if (!taken.isEmpty()) {
            return Optional.of(new Outcome.Fenced(
                    taken,
                    "another task or connector with exactly.once.id=" + table.connector() + " has taken " + taker
                            + ", as " + table.id() + " says"));
        }
        if (written > 0 && untouched > 0) {
            return Optional.of(new Outcome.Fatal(
                    Guard.FAILED,
                    "offsets in " + table.id()
                            + " are those of one half of a batch, which no transaction of ours leaves"));
        }
        return written > 0 ? Optional.of(new Outcome.Written()) : Optional.empty();
    }
}
