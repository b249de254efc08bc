package io.millrace.write;

import io.millrace.table.Column;
import io.millrace.table.Destination;
import io.millrace.table.Partitions;
import io.millrace.table.Slice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and removes partitions over a task's connections. Immutable; on whichever thread asks, which it blocks. */
public final class PartitionKeeper {
    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);

    private final Connections connections;
    private final Partitions partitions;
    private final boolean updated;
    private final Clock clock;

    /** For tables whose rows are updated by their key, or are not. */
    public PartitionKeeper(Connections connections, Partitions partitions, boolean updated, Clock clock) {
        this.connections = connections;
        this.partitions = partitions;
        this.updated = updated;
        this.clock = clock;
    }

    /** Makes what will be needed soon, and lets go of what is older than what is kept; what fails now is tried next time. */
    public void keep(Destination table) {
        Optional<Column> time = partitions.columnOf(table.shape());
        if (time.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        try {
            make(table, partitions.due(now, time.get().type().kind()));
            List<String> gone = DriverConnection.with(
                    connections,
                    connection -> partitions.expire(
                            connection, table, time.get().type().kind(), now));
            if (!gone.isEmpty()) {
                log.info("Table {} lets its partitions {} go, which are older than what is kept", table, gone);
            }
        } catch (SQLException e) {
            tell(table, e);
        }
    }

    /** A task that stops cuts this short, too. */
    private static void tell(Destination table, SQLException e) {
        String reason = SqlState.describe(e);
        if (SqlState.isTransient(e)) {
            log.info("The partitions of table {} are looked after later: {}", table, reason);
        } else {
            log.warn("The partitions of table {} could not be looked after: {}", table, reason);
        }
    }

    /** Makes those of them that may be made and are not there. */
    void make(Destination table, Collection<Slice> slices) throws SQLException {
        Instant now = clock.instant();
        List<Slice> within = slices.stream()
                .filter(slice -> partitions.isWithinReach(slice, now))
                .toList();
        if (!within.isEmpty()) {
            int made = DriverConnection.with(
                    connections, connection -> partitions.make(connection, table, updated, within));
            if (made > 0) {
                log.info("Table {} got {} new partitions", table, made);
            }
        }
    }

    Partitions partitions() {
        return partitions;
    }
}
