package io.millrace.write;

import io.millrace.config.Durability;
import io.millrace.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What it means on a server that something is durable. Immutable; asked for on whichever thread may wait.
 *
 * @param synchronousCommit what our role has by default; our sessions have more where it is less than a flush
 */
public record DurabilityFacts(String version, String fsync, String fullPageWrites, String synchronousCommit) {
    private static final String SERVER = "SELECT current_setting('server_version'), current_setting('fsync'),"
            + " current_setting('full_page_writes'), current_setting('synchronous_commit')";

    /** A partitioned table holds nothing itself: its partitions count. */
    private static final String UNLOGGED = """
            SELECT EXISTS (SELECT FROM pg_class
                            WHERE relpersistence = 'u'
                              AND oid IN (SELECT to_regclass(?)
                                          UNION ALL SELECT relid FROM pg_partition_tree(to_regclass(?))))
            """;

    /** Nothing where the server does not tell at present. */
    public static Optional<DurabilityFacts> ask(Connections connections) {
        try {
            return Optional.of(DriverConnection.with(connections, connection -> {
                try (PreparedStatement ask = connection.prepareStatement(SERVER);
                        ResultSet told = ask.executeQuery()) {
                    told.next();
                    return new DurabilityFacts(
                            told.getString(1), told.getString(2), told.getString(3), told.getString(4));
                }
            }));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Whether a crash of the server empties the table, or a partition of it. */
    public static boolean isUnlogged(Connections connections, TableId table) {
        try {
            return DriverConnection.with(connections, connection -> {
                try (PreparedStatement ask = connection.prepareStatement(UNLOGGED)) {
                    ask.setString(1, table.sql());
                    ask.setString(2, table.sql());
                    try (ResultSet told = ask.executeQuery()) {
                        return told.next() && told.getBoolean(1);
                    }
                }
            });
        } catch (SQLException e) {
            return false;
        }
    }

    /** What a crash can do here in spite of all that we do; empty where it can do nothing. */
    public List<String> weaknesses() {
        List<String> weaknesses = new ArrayList<>();
        if (fsync.equals("off")) {
            weaknesses.add("fsync is off: nothing is durable, and a crash of the machine can leave a database that is"
                    + " beyond repair, whatever offsets were committed");
        }
        if (fullPageWrites.equals("off")) {
            weaknesses.add("full_page_writes is off: unless the file system writes whole pages, a crash of the machine"
                    + " can leave torn ones");
        }
        return weaknesses;
    }

    /** All of it in one line. */
    public String describe(Durability durability) {
        boolean isLess = List.of("off", "local", "remote_write").contains(synchronousCommit);
        String ours = isLess ? "on (the server's own is " + synchronousCommit + ")" : synchronousCommit;
        String commits = durability == Durability.DEFERRED
                ? "off for each commit, " + ours + " for the flush that makes them durable"
                : ours;
        return "PostgreSQL " + version + ": fsync=" + fsync + ", full_page_writes=" + fullPageWrites
                + ", synchronous_commit=" + commits;
    }
}
