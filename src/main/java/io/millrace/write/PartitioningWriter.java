package io.millrace.write;

import static java.util.Objects.requireNonNull;

import io.millrace.table.Column;
import io.millrace.table.Destination;
import io.millrace.table.Slice;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes by another writer, and before that sees to it that each row of a table that is parted by time has a partition.
 * Confined to a lane's thread, but for {@link #abort}.
 */
public final class PartitioningWriter implements BatchWriter {
    private static final Logger log = LoggerFactory.getLogger(PartitioningWriter.class);

    /** Learned anew, a table is another destination. */
    private static final int MOST_TABLES = 1000;

    private final BatchWriter writer;
    private final PartitionKeeper keeper;
    private final Map<Destination, Set<Slice>> known = new HashMap<>();

    public PartitioningWriter(BatchWriter writer, PartitionKeeper keeper) {
        this.writer = requireNonNull(writer, "writer");
        this.keeper = requireNonNull(keeper, "keeper");
    }

    @Override
    public Outcome write(LaneBatch batch) {
        for (TableBatch table : batch.tables()) {
            Optional<Column> time =
                    keeper.partitions().columnOf(table.destination().shape());
            Optional<Outcome> failure = time.isEmpty() ? Optional.empty() : makeFor(table, time.get());
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return writer.write(batch);
    }

    private Optional<Outcome> makeFor(TableBatch table, Column time) {
        if (known.size() > MOST_TABLES) {
            known.clear();
        }
        Destination destination = table.destination();
        Set<Slice> there = known.computeIfAbsent(destination, none -> new HashSet<>());
        Set<Slice> wanted = new RowTimes(table, time).slices(keeper.partitions());
        wanted.removeAll(there);
        try {
            if (!wanted.isEmpty()) {
                keeper.make(destination, wanted);
            }
        } catch (SQLException e) {
            String reason = "a partition of " + destination + " could not be made: " + SqlState.describe(e);
            if (SqlState.isTransient(e)) {
                return Optional.of(new Outcome.Transient(SqlState.code(e), reason, false));
            }
            // The rows that need it are refused by the server, each with its own reason.
            log.warn("{}", reason);
        }
        there.addAll(wanted);
        return Optional.empty();
    }

    @Override
    public Deferral deferral() {
        return writer.deferral();
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void close() {
        known.clear();
        writer.close();
    }
}
