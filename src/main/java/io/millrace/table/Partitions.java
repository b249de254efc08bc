package io.millrace.table;

import io.millrace.config.CreateSettings;
import io.millrace.config.ExpiredPartitions;
import io.millrace.config.PartitionInterval;
import io.millrace.config.PartitionSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The partitions of tables that are parted by time as the settings say: which there should be, and the making and
 * removing of them. Immutable; the connection is the caller's, and the time is given.
 */
public final class Partitions {
    private static final String ATTACHED = """
            SELECT c.relname
              FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = to_regclass(?)
            """;

    /** Its time belongs to another partition; its name to another relation. */
    private static final Set<String> TAKEN = Set.of("42P17", "42P07");

    private final CreateSettings settings;
    private final PartitionSettings time;

    public Partitions(CreateSettings settings) {
        this.settings = settings;
        this.time = settings.partitions();
    }

    /** The column that parts this table in our manner; empty where it is not so parted. */
    public Optional<Column> columnOf(TableShape shape) {
        boolean isOurs =
                shape.kind() == RelationKind.PARTITIONED && shape.partitionKey().equals(List.of(time.column()));
        return isOurs
                ? shape.columns().stream()
                        .filter(column -> column.name().equals(time.column()))
                        .filter(column -> whyNot(column.type().kind()).isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    /** Why tables cannot be parted by a column of this kind; empty where they can. */
    String whyNot(TypeKind kind) {
        return switch (kind) {
            case TIMESTAMPTZ, TIMESTAMP -> "";
            case DATE -> time.interval() == PartitionInterval.HOUR ? "dates have no hours" : "";
            default -> "it is no timestamptz, timestamp or date";
        };
    }

    public Slice sliceOf(LocalDateTime value, TypeKind kind) {
        return Slice.of(value, time.interval(), kind);
    }

    /** Whether a partition may be made for this slice. */
    public boolean isWithinReach(Slice slice, Instant now) {
        Slice present = present(now, slice.kind());
        int back = time.retention() == 0 ? time.reach() : time.retention();
        Slice latest = present.plus(Math.max(time.reach(), time.ahead()));
        return slice.compareTo(present.plus(-back)) >= 0 && slice.compareTo(latest) <= 0;
    }

    /** Why a row of this slice found no partition, as what follows upon its time. */
    public String whyNone(Slice slice, Instant now) {
        if (isWithinReach(slice, now)) {
            return " is within reach: the log says why no partition was made for it";
        }
        boolean isEarly = slice.compareTo(present(now, slice.kind())) < 0;
        return isEarly && time.retention() > 0
                ? " is past what is kept, table.create.partition.retention=" + time.retention() + intervals()
                : " is further " + (isEarly ? "back" : "ahead")
                        + " than partitions are made, table.create.partition.reach=" + time.reach() + intervals()
                        + ": look at the clock that it is from, or raise the reach";
    }

    private String intervals() {
        return " (in intervals of a " + time.interval().name().toLowerCase(Locale.ROOT) + ")";
    }

    private Slice present(Instant now, TypeKind kind) {
        boolean hasZone = kind == TypeKind.TIMESTAMPTZ;
        return sliceOf(LocalDateTime.ofInstant(now, hasZone ? ZoneOffset.UTC : time.zone()), kind);
    }

    /** The present one and those that are to be made before their time. */
    public List<Slice> due(Instant now, TypeKind kind) {
        List<Slice> due = new ArrayList<>();
        Slice present = present(now, kind);
        for (int intervals = 0; intervals <= time.ahead(); intervals++) {
            due.add(present.plus(intervals));
        }
        return due;
    }

    /** Makes those that are not there, in a transaction of its own; gives how many it made. */
    public int make(Connection connection, Destination table, boolean updated, Collection<Slice> slices)
            throws SQLException {
        if (missing(connection, table.id(), slices).isEmpty()) {
            return 0;
        }
        try (DdlTransaction transaction = DdlTransaction.on(connection, table.id())) {
            int made = make(transaction, table.id(), updated, slices);
            transaction.commit();
            return made;
        }
    }

    int make(DdlTransaction transaction, TableId table, boolean updated, Collection<Slice> slices) throws SQLException {
        int made = 0;
        CreateSql sql = new CreateSql(table, settings);
        for (Slice slice : missing(transaction.connection(), table, slices)) {
            try {
                transaction.tryAll(sql.partition(slice, updated));
                made++;
            } catch (SQLException e) {
                if (!TAKEN.contains(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return made;
    }

    private static List<Slice> missing(Connection connection, TableId table, Collection<Slice> slices)
            throws SQLException {
        Set<String> attached = attached(connection, table);
        return new TreeSet<>(slices)
                .stream()
                        .filter(slice -> !attached.contains(slice.nameIn(table.name())))
                        .toList();
    }

    private static Set<String> attached(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ATTACHED)) {
            query.setString(1, table.sql());
            Set<String> names = new TreeSet<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** Detaches or drops what is older than what is kept; gives the names of what went. */
    public List<String> expire(Connection connection, Destination table, TypeKind kind, Instant now)
            throws SQLException {
        if (time.retention() == 0) {
            return List.of();
        }
        List<String> gone = new ArrayList<>();
        Slice oldest = present(now, kind).plus(-time.retention());
        for (String name : attached(connection, table.id())) {
            Optional<Slice> slice = Slice.named(name, table.id().name(), time.interval(), kind);
            if (slice.isPresent() && slice.get().compareTo(oldest) < 0) {
                expire(connection, table.id(), name);
                gone.add(name);
            }
        }
        return gone;
    }

    private void expire(Connection connection, TableId table, String partition) throws SQLException {
        String name = new TableId(table.schema(), partition).sql();
        try (DdlTransaction transaction = DdlTransaction.on(connection, table)) {
            transaction.run("ALTER TABLE " + table.sql() + " DETACH PARTITION " + name);
            if (time.expired() == ExpiredPartitions.DROP) {
                transaction.run("DROP TABLE " + name);
            }
            transaction.commit();
        }
    }
}
